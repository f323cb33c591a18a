import type { Piece } from '../piece.ts';

export const server: Piece = {
  imports: [
    'import logging',
    'import os',
    'from dataclasses import dataclass',
    'from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer',
  ],
  environment: [{ name: 'PORT', reason: 'where it listens; 3000 unless set' }],
  text: `LARGEST_BODY_BYTES = 1_048_576


@dataclass
class Page:
    status: int
    words: str
    kind: str = "text/plain"


class Refusal(Exception):
    """What whoever asked has to do better."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    timeout = 30

    def do_GET(self) -> None:
        page = self.page()
        content = f"{page.words}\\n".encode()
        self.send_response(page.status)
        self.send_header("Content-Type", f"{page.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        # Without the path, which can hold the secret of a link.
        logging.info("%s answered with %s", self.command, code)

    def page(self) -> Page:
        try:
            return answer(self, self.path.partition("?")[0])
        except Refusal as refusal:
            return Page(refusal.status, str(refusal))
        except Exception:
            logging.exception("The workflow failed")
            return Page(500, "The workflow failed; its log says why.")


class Server(ThreadingHTTPServer):
    """Finishes what has begun when it is told to end."""

    daemon_threads = False


def open_server() -> Server:
    server = Server(("", int(os.environ.get("PORT") or 3000)), Handler)
    logging.info("Listening on port %s", server.server_port)
    return server


def body_of(handler: BaseHTTPRequestHandler) -> bytes:
    length = handler.headers.get("Content-Length") or "0"
    if not length.isdecimal():
        raise Refusal(400, "The length of the body is no number.")
    if int(length) > LARGEST_BODY_BYTES:
        raise Refusal(413, "At most a megabyte can be sent.")
    return handler.rfile.read(int(length))`,
};

export const jsonOf: Piece = {
  needs: [server],
  imports: ['import json'],
  text: `def json_of(body: bytes) -> Json:
    try:
        return json.loads(body)
    except ValueError as fault:
        raise Refusal(400, "The body is not JSON.") from fault`,
};

/** For runs that take longer than whoever started them will listen. */
export const inBackground: Piece = {
  imports: ['import threading'],
  text: `def run_in_background(event: Json, services: Services) -> None:
    """It can wait for days; what goes wrong by then is in the log."""
    threading.Thread(target=run, args=(event, services)).start()`,
};
