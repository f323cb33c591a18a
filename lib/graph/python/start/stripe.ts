import { stripePath } from '../../trigger-words.ts';
import { quoted } from '../literal.ts';
import { inBackground, jsonOf, server } from '../support/server.ts';
import { setting } from '../support/setting.ts';
import { part, text } from '../support/values.ts';
import { answerOf, type Beginning, type Trigger } from './trigger.ts';

export const stripeTrigger = ({ params, takesLong, isKeyed }: Beginning): Trigger => ({
  needs: [server, jsonOf, setting, part, text, ...(takesLong ? [inBackground] : [])],
  imports: ['import hashlib', 'import hmac', 'import time'],
  environment: [{ name: 'STRIPE_WEBHOOK_SECRET', reason: 'proves that events come from Stripe' }],
  settings: `STRIPE_EVENT = ${quoted(String(params.event))}`,
  text: `def answer_trigger(handler: BaseHTTPRequestHandler, path: str) -> Page:
    if path != "${stripePath}":
        raise Refusal(404, "Nothing is here.")
    if handler.command != "POST":
        raise Refusal(405, "Stripe posts events here.")
    body = body_of(handler)
    check_signature(body, handler.headers.get("Stripe-Signature") or "")
    told = json_of(body)
    if part(told, "type") != STRIPE_EVENT:
        return Page(200, "Not for this workflow.")
    about = {"id": part(told, "id"), "type": STRIPE_EVENT}
    event = {**(part(told, "data", "object") or {}), "event": about}
${answerOf(takesLong, isKeyed ? 'Services(text(about["id"]))' : 'Services()')}


SIGNATURE_SECONDS = 300


def check_signature(body: bytes, header: str) -> None:
    """Stripe signs the time and the body; twice while a secret is being changed."""
    parts = [tuple(word.partition("=")[::2]) for word in header.split(",")]
    signed_at = dict(parts).get("t", "")
    secret = setting("STRIPE_WEBHOOK_SECRET").encode()
    signed = signed_at.encode() + b"." + body
    expected = hmac.new(secret, signed, hashlib.sha256).hexdigest().encode()
    given = [signature.encode() for name, signature in parts if name == "v1"]
    is_signed = any(hmac.compare_digest(one, expected) for one in given)
    is_now = signed_at.isdecimal() and (
        abs(time.time() - int(signed_at)) <= SIGNATURE_SECONDS
    )
    if not (is_signed and is_now):
        raise Refusal(400, "The signature is not Stripe's.")`,
});
