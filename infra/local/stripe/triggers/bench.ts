import Stripe from 'stripe';

/** A running simulator, with the official library as its client and a browser's and a bank's means beside it. */
export interface Bench {
  stripe: Stripe;
  /** What the buyer's browser posts on a hosted page. */
  submit(url: string | null | undefined, fields: Record<string, string>): Promise<void>;
  /** What Stripe has no API for. */
  control(path: string, body?: unknown): Promise<void>;
}

export function openBench(url: string): Bench {
  const { hostname, port } = new URL(url);
  const stripe = new Stripe('sk_test_trigger', {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
  });
  return {
    stripe,
    async submit(page, fields) {
      if (!page) throw new Error('There is no page to fill in');
      const answer = await fetch(page, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields),
      });
      // A declined card is an answer too: some triggers want it.
      if (answer.status >= 500) throw new Error(`${page} answers ${answer.status}`);
    },
    async control(path, body = {}) {
      const answer = await fetch(new URL(path, url), { method: 'POST', body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    },
  };
}
