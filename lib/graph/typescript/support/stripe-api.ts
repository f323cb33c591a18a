import type { Piece } from '../piece.ts';
import { answered, send } from './send.ts';
import { setting } from './setting.ts';
import { text } from './values.ts';

export const stripeApi: Piece = {
  needs: [send, answered, setting, text],
  environment: [
    { name: 'STRIPE_SECRET_KEY', reason: 'calls Stripe' },
    { name: 'STRIPE_API_URL', reason: 'where Stripe is, for tests; https://api.stripe.com unless set' },
  ],
  text: `interface StripeRequest {
  method: 'GET' | 'POST';
  path: string;
  fields?: { [name: string]: Json | undefined };
  /** Under one key Stripe does a thing once, however often it is asked. */
  key?: string;
}

function askStripe({ method, path, fields = {}, key }: StripeRequest): Promise<Response> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (text(value) !== '') form.set(name, text(value));
  const headers = new Headers({ authorization: \`Bearer \${setting('STRIPE_SECRET_KEY')}\` });
  if (key) headers.set('idempotency-key', key);
  const url = \`\${process.env.STRIPE_API_URL || 'https://api.stripe.com'}\${path}\`;
  if (method === 'GET') return send(form.size > 0 ? \`\${url}?\${form}\` : url, { method, headers }, true);
  return send(url, { method, headers, body: form }, key !== undefined);
}`,
};
