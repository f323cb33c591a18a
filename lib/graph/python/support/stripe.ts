import type { Piece } from '../piece.ts';
import { answered, send } from './send.ts';
import { setting } from './setting.ts';
import { text } from './values.ts';

export const askStripe: Piece = {
  needs: [send, setting, text],
  imports: ['import os', 'import urllib.parse'],
  environment: [
    { name: 'STRIPE_SECRET_KEY', reason: 'calls Stripe' },
    { name: 'STRIPE_API_URL', reason: 'where Stripe is, for tests; https://api.stripe.com unless set' },
  ],
  text: `def ask_stripe(
    method: str, path: str, fields: dict[str, Json], key: str | None = None
) -> Answer:
    """Under one key Stripe does a thing once, however often it is asked."""
    base = os.environ.get("STRIPE_API_URL") or "https://api.stripe.com"
    given = {name: text(value) for name, value in fields.items() if text(value)}
    form = urllib.parse.urlencode(given)
    headers = {"Authorization": f"Bearer {setting('STRIPE_SECRET_KEY')}"}
    if method == "GET":
        url = f"{base}{path}?{form}" if form else f"{base}{path}"
        return send("GET", url, headers, repeatable=True)
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    if key:
        headers["Idempotency-Key"] = key
    return send(method, f"{base}{path}", headers, form.encode(), repeatable=bool(key))`,
};

/** Within the class: a key for each thing that a run asks of Stripe. */
export const stripePost: Piece = {
  needs: [askStripe, answered],
  imports: ['import hashlib'],
  text: `def _stripe_post(self, path: str, **fields: Json) -> Json:
    """The same thing of the same run has the same key, also when it runs again."""
    self.asked += 1
    thing = f"{self.run_id} {self.asked} {path} {sorted(fields.items())}"
    key = hashlib.sha256(thing.encode()).hexdigest()
    return answered(ask_stripe("POST", path, fields, key), "Stripe")`,
};
