import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

jest.setTimeout(60_000);

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const subscriptionOf = async (someone: Person) =>
  (await someone.call('GET', '/api/payments/subscription')).json;
const creditsOf = async (someone: Person) =>
  (await someone.call<{ balance: number }>('GET', '/api/billing/credits')).json.balance;
const post = (someone: Person, path: string, body?: unknown) =>
  someone.call<Record<string, unknown>>('POST', `/api/payments/${path}`, body === undefined ? {} : { body });

/** Subscribes on the hosted page; the trial that comes first is over at once. */
async function subscribed(email: string, tier: string): Promise<Person> {
  const someone = await product.account(email);
  const { json } = await post(someone, 'create-checkout-session', { tier });
  await fetch(String(json.url), {
    method: 'POST',
    body: new URLSearchParams({ card: '4242424242424242' }),
    redirect: 'manual',
  });
  await product.settled();
  const { id } = await subscriptionOf(someone);
  await product.stripe.subscriptions.update(String(id), { trial_end: 'now' });
  await product.settled();
  return someone;
}

async function payWith(someone: Person, card: string): Promise<void> {
  const subscription = await product.stripe.subscriptions.retrieve(
    String((await subscriptionOf(someone)).id),
  );
  const customer = String(subscription.customer);
  const method = await product.stripe.paymentMethods.attach(card, { customer });
  await product.stripe.subscriptions.update(subscription.id, { default_payment_method: method.id });
}

describe('a plan that is managed', () => {
  test('goes up with its credits when it is paid, and not before', async () => {
    const someone = await subscribed('up@example.com', 'CORE');
    const before = await creditsOf(someone);
    await payWith(someone, 'pm_card_chargeCustomerFail');
    const waiting = await post(someone, 'change-plan', { tier: 'PRO' });
    expect(waiting.status).toBe(200);
    expect(waiting.json).toMatchObject({
      tier: 'CORE',
      pending_change: { tier: 'PRO', waits_for: 'payment' },
    });
    await product.settled();
    expect(await creditsOf(someone)).toBe(before);
    await payWith(someone, 'pm_card_visa');
    const preview = await post(someone, 'change-plan?preview=true', { tier: 'PRO' });
    expect(preview.json).toMatchObject({ credits_now: 75, next_amount: 1499 });
    expect((await post(someone, 'change-plan', { tier: 'PRO' })).json).toMatchObject({ tier: 'PRO' });
    await product.settled();
    expect(await creditsOf(someone)).toBe(before + 75);
    // Toggling brings nothing twice.
    await post(someone, 'change-plan', { tier: 'CORE' });
    await post(someone, 'change-plan', { tier: 'PRO' });
    await product.settled();
    expect(await creditsOf(someone)).toBe(before + 75);
    expect(await subscriptionOf(someone)).toMatchObject({ tier: 'PRO', pending_change: null });
  });

  test('is canceled, resumed, and seen in the portal and among the invoices', async () => {
    const someone = await subscribed('cancel@example.com', 'CORE');
    for (const path of ['cancel-subscription', 'subscription/cancel']) {
      expect((await post(someone, path)).json).toEqual({
        status: 'success',
        message: 'Subscription will cancel at period end',
      });
    }
    expect(await subscriptionOf(someone)).toMatchObject({ status: 'active', cancel_at_period_end: true });
    expect((await post(someone, 'resume-subscription')).json).toMatchObject({ cancel_at_period_end: false });
    const { json: status } = await someone.call('GET', '/api/payments/subscription-status');
    expect(status).toEqual({
      has_subscription: true,
      status: 'active',
      current_period_end: expect.any(Number),
      plan_name: 'Core',
    });
    const { json: portal } = await post(someone, 'portal');
    expect(await (await fetch(String(portal.url))).text()).toContain('http://localhost:5000/account');
    const { json: list } = await someone.call<{ invoices: object[] }>('GET', '/api/billing/invoices');
    expect(list.invoices).toHaveLength(2);
  });

  test('is nothing for who has none', async () => {
    const someone = await product.account('none@example.com');
    expect(await subscriptionOf(someone)).toBeNull();
    expect((await someone.call('GET', '/api/payments/subscription-status')).json).toEqual({
      has_subscription: false,
      status: 'none',
    });
    expect((await someone.call('GET', '/api/billing/invoices')).json).toEqual({
      invoices: [],
      next_cursor: null,
    });
    const detail = async (path: string, body?: unknown) => {
      const { status, json } = await post(someone, path, body);
      return [status, json.detail];
    };
    expect(await detail('change-plan', { tier: 'PRO' })).toEqual([404, 'No active subscription found']);
    expect(await detail('cancel-subscription')).toEqual([404, 'No active subscription found']);
    expect(await detail('resume-subscription')).toEqual([404, 'No subscription found']);
    expect(await detail('portal')).toEqual([404, 'No subscription found']);
  });
});

test('while Stripe is switched off nothing can be changed, and nothing is subscribed', async () => {
  const off = await startProduct({ given: { STRIPE_ENABLED: 'false' } });
  try {
    const someone = await off.account('off@example.com');
    for (const [path, body] of [
      ['change-plan', { tier: 'PRO' }],
      ['change-plan?preview=true', { tier: 'PRO' }],
      ['cancel-subscription', undefined],
      ['resume-subscription', undefined],
      ['portal', undefined],
    ] as const) {
      const { status, json } = await post(someone, path, body);
      expect([path, status, json.detail]).toEqual([path, 503, 'Stripe integration is disabled']);
    }
    expect(await subscriptionOf(someone)).toBeNull();
    expect((await someone.call('GET', '/api/payments/subscription-status')).json).toMatchObject({
      status: 'none',
    });
    expect((await someone.call('GET', '/api/billing/invoices')).json).toMatchObject({ invoices: [] });
  } finally {
    await off.close();
  }
});
