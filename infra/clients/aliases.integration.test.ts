import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { type Person, type Product, startProduct } from '../testing/product.ts';

// What clients call by other names: each path is written out as they write it.

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

let people = 0;
const newPerson = () => {
  people += 1;
  return product.account(`alias${people}@example.com`);
};

async function lastSession() {
  const [session] = (await product.stripe.checkout.sessions.list({ limit: 1 })).data;
  return session;
}

async function subscriber(): Promise<Person> {
  const person = await newPerson();
  const body = { tier: 'STUDIO' };
  const opened = await person.call<{ url: string }>('POST', '/api/payments/create-checkout-session', {
    body,
  });
  await fetch(opened.json.url, {
    method: 'POST',
    body: new URLSearchParams({ card: '4242424242424242' }),
    redirect: 'manual',
  });
  await product.settled();
  return person;
}

describe('to subscribe', () => {
  test.each([
    ['/api/payments/create-checkout-session', { tier: 'PRO' }],
    ['/api/v1/stripe/create-checkout-session', { tier_name: 'Pro' }],
    ['/api/payments/create-checkout', { tier: 'PRO' }],
  ])('%s opens the checkout of a plan', async (path, body) => {
    const { status, json } = await (await newPerson()).call<Record<string, string>>('POST', path, { body });
    const session = await lastSession();
    expect([status, json]).toEqual([200, { checkout_url: session?.url, url: session?.url }]);
    expect(session?.mode).toBe('subscription');
  });
});

describe('to buy credits', () => {
  test.each([
    ['/api/payments/create-one-time-payment', { credits: 30 }],
    ['/api/billing/purchase-tokens', { tokens: 30_000 }],
  ])('%s opens the checkout of an order', async (path, body) => {
    const { status, json } = await (await newPerson()).call<Record<string, string>>('POST', path, { body });
    const session = await lastSession();
    expect([status, json]).toEqual([200, { checkout_url: session?.url, url: session?.url }]);
    expect([session?.mode, session?.amount_total]).toEqual(['payment', 600]);
  });
});

describe('to see and end a subscription', () => {
  test.each(['/api/payments/subscription', '/api/billing/subscription'])('%s shows it', async (path) => {
    expect(await (await newPerson()).call('GET', path)).toMatchObject({ status: 200, json: null });
    expect((await (await subscriber()).call('GET', path)).json).toMatchObject({
      tier: 'STUDIO',
      status: 'active',
      current_period_end: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      cancel_at_period_end: false,
      trial_end: null,
      unlimited: true,
      entitlements: ['workflows', 'api_keys'],
      pending_change: null,
      grace_until: null,
    });
  });

  test.each(['/api/payments/cancel-subscription', '/api/payments/subscription/cancel'])(
    '%s ends it with its period',
    async (path) => {
      const none = { status: 404, json: { detail: 'No active subscription found' } };
      expect(await (await newPerson()).call('POST', path)).toMatchObject(none);
      expect(await (await subscriber()).call('POST', path)).toMatchObject({
        status: 200,
        json: { status: 'success', message: 'Subscription will cancel at period end' },
      });
    },
  );
});

test.each(['/health', '/api/health'])('%s says how it is', async (path) => {
  expect(await product.newPerson().call('GET', path)).toMatchObject({
    status: 200,
    json: { status: 'ok', checks: { table: 'ok', bus: 'ok', stripe: 'ok', email: 'ok' } },
  });
});

test.each(['/api/webhooks/stripe', '/webhooks/stripe', '/api/payments/webhook', '/api/v1/stripe/webhook'])(
  '%s takes what Stripe signed',
  async (path) => {
    const [event] = (await product.stripe.events.list({ limit: 1 })).data;
    const payload = JSON.stringify(event);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_laptop' });
    const headers = { 'stripe-signature': signature };
    const answer = await product.newPerson().call('POST', path, { body: payload, headers });
    expect([answer.status, answer.json]).toEqual([200, { status: 'success' }]);
  },
);
