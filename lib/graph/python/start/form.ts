import { layOutLines } from '../layout.ts';
import { printJson } from '../print-expression.ts';
import { inBackground, jsonOf, server } from '../support/server.ts';
import { number, part, text } from '../support/values.ts';
import { answerOf, type Beginning, type Trigger } from './trigger.ts';

export const formTrigger = ({ params, takesLong }: Beginning): Trigger => ({
  needs: [server, jsonOf, number, part, text, ...(takesLong ? [inBackground] : [])],
  imports: ['import html', 'import math', 'import re', 'import urllib.parse'],
  settings: [
    ...layOutLines('', 'TITLE = ', printJson(params.title ?? ''), ''),
    ...layOutLines('', 'FIELDS = ', printJson(params.fields ?? []), ''),
  ].join('\n'),
  text: `def answer_trigger(handler: BaseHTTPRequestHandler, path: str) -> Page:
    if path != "/":
        raise Refusal(404, "Nothing is here.")
    if handler.command != "POST":
        return Page(200, form_page(), "text/html")
    sent = sent_fields(body_of(handler), handler.headers.get("Content-Type") or "")
    event = filled_form(sent)
${answerOf(takesLong)}


def sent_fields(body: bytes, kind: str) -> Json:
    if kind.startswith("application/json"):
        return json_of(body)
    words = body.decode("utf-8", "replace")
    return dict(urllib.parse.parse_qsl(words, keep_blank_values=True))


def filled_form(sent: Json) -> Json:
    """The form's fields and no others; what is left empty is None."""
    names = [known["name"] for known in FIELDS]
    return {
        name: checked(known, part(sent, name)) for name, known in zip(names, FIELDS)
    }


def checked(known: Json, sent: Json) -> Json:
    words, label = text(sent).strip(), known["label"]
    if not words and known["required"]:
        raise Refusal(422, f"{label} is required.")
    if not words:
        return None
    if known["type"] == "email" and not re.fullmatch(r"[^\\s@]+@[^\\s@]+", words):
        raise Refusal(422, f"{label} is no address.")
    if known["type"] != "number":
        return words
    number = number_of(words)
    if number is None or not math.isfinite(number):
        raise Refusal(422, f"{label} is no number.")
    return int(number) if number.is_integer() else number


def form_page() -> str:
    fields, title = "\\n".join(map(field_html, FIELDS)), html.escape(TITLE)
    return f"""<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<h1>{title}</h1>
<form method="post">
{fields}
<button>Send</button>
</form>
</html>"""


def field_html(known: Json) -> str:
    name, label, kind = known["name"], html.escape(known["label"]), known["type"]
    attributes = f'name="{name}"' + (" required" if known["required"] else "")
    if kind == "longText":
        control = f'<textarea {attributes} rows="6"></textarea>'
    else:
        step = ' step="any"' if kind == "number" else ""
        control = f'<input {attributes} type="{kind}"{step}>'
    return f'<p><label>{label}<br>{control}</label></p>'`,
});
