import type { MailProvider } from '../../used-services.ts';
import type { Piece, ServicePiece } from '../piece.ts';
import { server } from '../support/server.ts';
import { text } from '../support/values.ts';
import { delivery, mailPieces } from './send-email.ts';

const questions: Piece = {
  needs: [server],
  imports: [
    'import html',
    'import threading',
    'import urllib.parse',
    'from dataclasses import dataclass, field',
  ],
  environment: [
    { name: 'PUBLIC_URL', reason: 'where people reach it, for the links in its mail; http://localhost:PORT' },
  ],
  text: `LONGEST_APPROVAL_SECONDS = 3 * 24 * 3600


@dataclass
class Question:
    words: str
    approved: bool = False
    decided: threading.Event = field(default_factory=threading.Event)


# By the secret in their link. A restart forgets them.
OPEN_QUESTIONS: dict[str, Question] = {}


def answer_approval(handler: BaseHTTPRequestHandler, path: str) -> Page:
    question = OPEN_QUESTIONS.get(path.rpartition("/")[2])
    if question is None or question.decided.is_set():
        raise Refusal(404, "This has been decided, or is too old.")
    if handler.command != "POST":
        return Page(200, question_page(question.words), "text/html")
    sent = urllib.parse.parse_qs(body_of(handler).decode("utf-8", "replace"))
    decision = sent.get("decision", [""])[0]
    if decision not in ("approve", "decline"):
        raise Refusal(400, "Approve or decline.")
    question.approved = decision == "approve"
    question.decided.set()
    return Page(200, "Approved." if question.approved else "Declined.")


def question_page(words: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Please decide</title>
<p style="white-space: pre-line">{html.escape(words)}</p>
<form method="post">
<button name="decision" value="approve">Approve</button>
<button name="decision" value="decline">Decline</button>
</form>
</html>"""`,
};

/** A mail with a link to a page of two buttons: programs that look through mail open links, but press no button. */
export function askApproval(providers: readonly MailProvider[]): ServicePiece {
  const { choice, name } = delivery(providers);
  return {
    needs: [questions, ...mailPieces(providers), text],
    imports: ['import os', 'import uuid'],
    text: `def ask_approval(
    self, provider: Json, to: Json, question: Json
) -> dict[str, bool]:
    """Asks a person by mail and waits; no answer within three days is a no."""
    secret, asked = str(uuid.uuid4()), Question(text(question))
    OPEN_QUESTIONS[secret] = asked
    here = f"http://localhost:{os.environ.get('PORT') or 3000}"
    link = f"{os.environ.get('PUBLIC_URL') or here}/approvals/{secret}"
    words = f"{asked.words}\\n\\nDecide here, within three days: {link}"
${choice}    try:
        ${name}(to, "Please decide", words)
        asked.decided.wait(LONGEST_APPROVAL_SECONDS)
    finally:
        del OPEN_QUESTIONS[secret]
    return {"approved": asked.approved}`,
  };
}
