import { flag, list, text } from './answer-fields.ts';
import { apiCalls } from './api-calls.ts';
import type { PageFetch } from './page-fetch.ts';

/** What Stripe is told of a delivery: its status, and the sentence beside it. */
interface Delivered {
  status: number;
  says: string;
}

/** The receiver, as Stripe sees it: bytes and their signature, to whichever path an account was set up with. */
export async function deliver(address: string, payload: string, signature: string): Promise<Delivered> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
    body: payload,
  });
  const json: unknown = await answer.json();
  return { status: answer.status, says: answer.ok ? text(json, 'status') : text(json, 'detail') };
}

/** The pages on which its customers find what their first payment brought them. */
export function relay(address: string, fetch: PageFetch) {
  const { get, post, put } = apiCalls({ address, fetch, credentials: 'include' });
  return {
    async keys() {
      const keys = list(await get('/api/keys'), 'keys');
      return keys.map((key) => ({
        id: text(key, 'id'),
        prefix: text(key, 'prefix'),
        revealed: flag(key, 'revealed'),
        scopes: list(key, 'scopes'),
      }));
    },
    /** Shown once, to be copied. */
    reveal: async (id: string) => text(await post(`/api/keys/${id}/reveal`), 'secret'),
    async widget() {
      const widget = await get('/api/widget');
      return {
        publishableKey: text(widget, 'publishableKey'),
        enabled: flag(widget, 'enabled'),
        allowedOrigins: list(widget, 'allowedOrigins'),
      };
    },
    allow: async (allowedOrigins: string[]) =>
      list(await put('/api/widget', { allowedOrigins }), 'allowedOrigins'),
  };
}

/** The button on a customer's site: asks what to show by its publishable key, without anybody's cookies. */
export async function embeddedWidget(address: string, fetch: PageFetch, key: string) {
  const config = await apiCalls({ address, fetch }).get(`/api/widget/config?key=${key}`);
  return {
    title: text(config, 'title'),
    greeting: text(config, 'greeting'),
    accentColor: text(config, 'accentColor'),
    position: text(config, 'position'),
  };
}

/** A program of the customer's own, that calls in their name. */
export async function programWith(address: string, secret: string): Promise<unknown> {
  const answer = await fetch(`${address}/api/billing/credits`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  return answer.json();
}
