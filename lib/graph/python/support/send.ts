import type { Piece } from '../piece.ts';

export const send: Piece = {
  imports: [
    'import http.client',
    'import random',
    'import time',
    'import urllib.error',
    'import urllib.parse',
    'import urllib.request',
    'from collections.abc import Mapping',
    'from dataclasses import dataclass',
  ],
  text: `TRIES = 3
TIMEOUT_SECONDS = 10
USER_AGENT = "workflow/1.0"
LARGEST_ANSWER_BYTES = 10_000_000


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class NoAnswer(RuntimeError):
    """Nothing came back in time."""


def send(
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes | None = None,
    *,
    repeatable: bool,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Answer:
    """Asks another service, up to three times.

    What must not be done twice is asked again only when it was refused before it was
    done (429).
    """
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise RuntimeError("An address must begin with https:// or http://")
    # Letters beyond ASCII and spaces are written by their numbers, as browsers do.
    address = urllib.parse.quote(url, safe="%:/?#[]@!$&'()*+,;=~")
    named = {"User-Agent": USER_AGENT, **headers}
    for tried in range(1, TRIES + 1):
        request = urllib.request.Request(address, body, named, method=method)
        try:
            with OPENER.open(request, timeout=timeout_seconds) as response:
                content = response.read(LARGEST_ANSWER_BYTES)
                return Answer(response.status, response.headers, content)
        except urllib.error.HTTPError as refusal:
            with refusal:
                answer = Answer(refusal.code, refusal.headers, refusal.read())
            passes = answer.status == 429 or (repeatable and answer.status >= 500)
            if not passes or tried == TRIES:
                return answer
        except (OSError, http.client.HTTPException) as fault:
            # Addresses can hold secrets; hosts do not.
            if not repeatable or tried == TRIES:
                raise NoAnswer(f"{host_of(url)} did not answer") from fault
        pause_after(tried)
    raise AssertionError("The last try answers or fails")


class Redirects(urllib.request.HTTPRedirectHandler):
    """Leads nowhere but to the web, and takes no header to another host."""

    def redirect_request(self, req: Any, fp: Any, code: int, *more: Any) -> Any:
        following = super().redirect_request(req, fp, code, *more)
        if following is None:
            return None
        if following.type not in ("http", "https"):
            raise OSError("A redirect led away from the web")
        if (following.type, following.host) != (req.type, req.host):
            following.headers = {"User-agent": USER_AGENT}
        return following


OPENER = urllib.request.build_opener(Redirects)


def host_of(url: str) -> str:
    return urllib.parse.urlsplit(url).netloc.rpartition("@")[2]


def pause_after(tried: int) -> None:
    """Half a second, then a whole one, each a little more or less by chance."""
    time.sleep(0.25 * 2**tried * random.uniform(0.75, 1.25))`,
};

export const answered: Piece = {
  needs: [send],
  imports: ['import json'],
  text: `def answered(answer: Answer, service: str) -> Json:
    """The answer's JSON; an error with what the service said when it refused."""
    if answer.status >= 300:
        said = answer.body[:500].decode("utf-8", "replace")
        raise RuntimeError(f"{service} answered {answer.status}: {said}")
    return json.loads(answer.body) if answer.body else None`,
};
