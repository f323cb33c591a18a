import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

interface Opened {
  subscription_id: string;
  client_secret: string;
  intent: 'payment' | 'setup';
  code?: string;
}

let people = 0;
const newPerson = () => {
  people += 1;
  return product.account(`native${people}@example.com`);
};
const subscribe = (person: Person, body: object, headers: Record<string, string> = {}) =>
  person.call<Opened>('POST', '/api/payments/create-subscription', { body, headers });
const open = (person: Person, body: object) =>
  person.call<{ url: string }>('POST', '/api/payments/create-checkout-session', { body });
const subscriptionOf = (person: Person) =>
  person.call<{ status: string; tier: string } | null>('GET', '/api/payments/subscription');

/** As Stripe Elements does it in the client. */
async function confirm({ client_secret, intent }: Opened): Promise<void> {
  const id = client_secret.slice(0, client_secret.indexOf('_secret'));
  const payment_method = 'pm_card_visa';
  if (intent === 'payment') await product.stripe.paymentIntents.confirm(id, { payment_method });
  else await product.stripe.setupIntents.confirm(id, { payment_method });
}

const statusAtStripe = async (id: string) => (await product.stripe.subscriptions.retrieve(id)).status;

async function freeCode(name: string): Promise<void> {
  const { id } = await product.stripe.coupons.create({ percent_off: 100, duration: 'forever' });
  await product.stripe.promotionCodes.create({ code: name, promotion: { type: 'coupon', coupon: id } });
}

const creditsOf = async (person: Person) =>
  (await person.call<{ balance: number }>('GET', '/api/billing/credits')).json.balance;

describe('a trial that a client has to confirm', () => {
  test('gives nothing before its card is confirmed, and then its credits once', async () => {
    const ada = await newPerson();
    const { json } = await subscribe(ada, { tier: 'PRO' });
    await product.settled();
    expect((await subscriptionOf(ada)).json).toBeNull();
    expect(await ada.call('GET', '/api/payments/subscription-status')).toMatchObject({
      json: { has_subscription: false, status: 'incomplete' },
    });
    expect(await creditsOf(ada)).toBe(0);
    await confirm(json);
    await product.settled();
    expect((await subscriptionOf(ada)).json).toMatchObject({ status: 'trialing', tier: 'PRO' });
    expect(await creditsOf(ada)).toBe(100);
  });

  test('brings credits once a card, whoever confirms it', async () => {
    const balances = [];
    for (const card of ['pm_card_mastercard', 'pm_card_mastercard']) {
      const person = await newPerson();
      const { json } = await subscribe(person, { tier: 'PRO' });
      await product.settled();
      const id = json.client_secret.slice(0, json.client_secret.indexOf('_secret'));
      await product.stripe.setupIntents.confirm(id, { payment_method: card });
      await product.settled();
      balances.push(await creditsOf(person));
    }
    expect(balances).toEqual([100, 0]);
  });

  test('is in the way of no other plan, nor of the trial there', async () => {
    const ada = await newPerson();
    const first = await subscribe(ada, { tier: 'CORE' });
    await product.settled();
    const second = await subscribe(ada, { tier: 'PRO' });
    expect(second).toMatchObject({ status: 200, json: { intent: 'setup' } });
    expect(await statusAtStripe(first.json.subscription_id)).toBe('canceled');
    await product.settled();
    const hosted = await open(ada, { tier: 'CORE' });
    expect(hosted.status).toBe(200);
    expect(await statusAtStripe(second.json.subscription_id)).toBe('canceled');
    await product.settled();
    const page = new URL(hosted.json.url).pathname.split('/').at(-1) ?? '';
    expect((await product.stripe.checkout.sessions.retrieve(page)).amount_total).toBe(0);
    expect(await creditsOf(ada)).toBe(0);
  });

  test('that was confirmed a moment ago is in the way', async () => {
    const ada = await newPerson();
    await confirm((await subscribe(ada, { tier: 'CORE' })).json);
    expect(await open(ada, { tier: 'PRO' })).toMatchObject({ status: 409 });
  });
});

describe('the same Idempotency-Key', () => {
  test.each([['STUDIO'], ['CORE']])(
    'answers the first success again after %s was confirmed',
    async (tier) => {
      const ada = await newPerson();
      const key = { 'idempotency-key': 'again' };
      const first = await subscribe(ada, { tier }, key);
      await subscribe(ada, { tier }, { 'idempotency-key': 'other' });
      await confirm(first.json);
      await product.settled();
      expect(await subscribe(ada, { tier }, key)).toMatchObject({ status: 200, json: first.json });
      expect((await subscribe(ada, { tier }, { 'idempotency-key': 'other' })).json).toEqual(first.json);
      expect(await subscribe(ada, { tier })).toMatchObject({ status: 409 });
    },
  );
});

describe('a subscription for a client with Stripe Elements', () => {
  test('waits for its first payment, and is active when the client has confirmed it', async () => {
    const ada = await newPerson();
    const { status, json } = await subscribe(ada, { tier: 'STUDIO' });
    expect(status).toBe(200);
    expect(json.intent).toBe('payment');
    expect(await statusAtStripe(json.subscription_id)).toBe('incomplete');
    expect((await subscriptionOf(ada)).json).toBeNull();
    await confirm(json);
    await product.settled();
    expect((await subscriptionOf(ada)).json).toMatchObject({ status: 'active', tier: 'STUDIO' });
    const kept = await product.stripe.subscriptions.retrieve(json.subscription_id);
    expect(kept.default_payment_method).not.toBeNull();
  });

  test('has nothing to pay in a trial: the card is confirmed for later', async () => {
    const ada = await newPerson();
    const { json } = await subscribe(ada, { tier: 'CORE' });
    expect(json.intent).toBe('setup');
    await confirm(json);
    await product.settled();
    expect((await subscriptionOf(ada)).json).toMatchObject({ status: 'trialing', tier: 'CORE' });
    const kept = await product.stripe.subscriptions.retrieve(json.subscription_id);
    expect(kept).toMatchObject({
      pending_setup_intent: null,
      trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
    });
    expect(kept.default_payment_method).not.toBeNull();
  });

  test('has nothing to pay with a code that leaves nothing', async () => {
    await freeCode('NATIVEFREE');
    const { json } = await subscribe(await newPerson(), { tier: 'STUDIO', promotion_code: 'NATIVEFREE' });
    expect(json.intent).toBe('setup');
    expect(await statusAtStripe(json.subscription_id)).toBe('active');
    await confirm(json);
  });

  test('gives a secret also to who has a card already', async () => {
    const ada = await newPerson();
    await open(ada, { tier: 'STUDIO' });
    const { data } = await product.stripe.customers.list({ email: `native${people}@example.com` });
    const customer = data[0]?.id ?? '';
    const method = await product.stripe.paymentMethods.attach('pm_card_visa', { customer });
    await product.stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: method.id },
    });
    const { json } = await subscribe(ada, { tier: 'CORE' });
    expect(json).toMatchObject({ intent: 'setup', client_secret: expect.stringMatching(/^seti_.+_secret_/) });
  });

  test('that was not confirmed is answered again for the same price, and given up for another', async () => {
    const ada = await newPerson();
    const first = await subscribe(ada, { tier: 'STUDIO' });
    expect((await subscribe(ada, { tier: 'STUDIO' })).json).toEqual(first.json);
    const { data } = await product.stripe.prices.list({ lookup_keys: ['cue-dev-plan-PRO-year'] });
    const second = await subscribe(ada, { price_id: data[0]?.id });
    expect(second.json.subscription_id).not.toBe(first.json.subscription_id);
    expect(['canceled', 'incomplete_expired']).toContain(await statusAtStripe(first.json.subscription_id));
  });

  test('is one of its kind: 409 for who has a live one', async () => {
    const ada = await newPerson();
    await confirm((await subscribe(ada, { tier: 'STUDIO' })).json);
    const refused = { status: 409, json: { code: 'subscription_exists' } };
    expect(await subscribe(ada, { tier: 'CORE' })).toMatchObject(refused);
    expect(await open(ada, { tier: 'CORE' })).toMatchObject(refused);
  });

  test('is sold again once the one before has ended, before its event has come', async () => {
    const ada = await newPerson();
    const { json } = await subscribe(ada, { tier: 'STUDIO' });
    await confirm(json);
    await product.settled();
    await product.simulator('/_sim/webhooks', { delayMs: 3_000 });
    await product.stripe.subscriptions.cancel(json.subscription_id);
    expect((await open(ada, { tier: 'PRO' })).status).toBe(200);
    expect((await subscribe(ada, { tier: 'PRO' })).status).toBe(200);
    await product.simulator('/_sim/webhooks', {});
  });

  test('and the hosted page give way to one another: whichever was opened last can be paid', async () => {
    const ada = await newPerson();
    const hosted = await open(ada, { tier: 'STUDIO' });
    const native = await subscribe(ada, { tier: 'STUDIO' });
    const id = new URL(hosted.json.url).pathname.split('/').at(-1) ?? '';
    expect((await product.stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
    expect((await open(ada, { tier: 'STUDIO' })).status).toBe(200);
    expect(['canceled', 'incomplete_expired']).toContain(await statusAtStripe(native.json.subscription_id));
  });

  test('can be paid once, however often it is asked for at once', async () => {
    for (const tier of ['STUDIO', 'CORE']) {
      const ada = await newPerson();
      const answers = await Promise.all(Array.from({ length: 6 }, () => subscribe(ada, { tier })));
      const { data: customers } = await product.stripe.customers.list({
        email: `native${people}@example.com`,
      });
      const { data } = await product.stripe.subscriptions.list({ customer: customers[0]?.id ?? '' });
      const canBePaid = data.filter(({ status }) => status !== 'incomplete_expired');
      expect(canBePaid).toHaveLength(1);
      // Who asked before is told, or has something that cannot be paid any more.
      expect(answers.map(({ json }) => json.subscription_id)).toContain(canBePaid[0]?.id);
    }
  }, 30_000);

  test('under one Idempotency-Key is one, and another request under it is 409', async () => {
    const ada = await newPerson();
    const key = { 'idempotency-key': 'native-1' };
    const first = await subscribe(ada, { tier: 'STUDIO' }, key);
    expect((await subscribe(ada, { tier: 'STUDIO' }, key)).json).toEqual(first.json);
    expect(await subscribe(ada, { tier: 'PRO' }, key)).toMatchObject({ status: 409 });
  });

  test('refuses what is not in the catalog, and a price that the client sets', async () => {
    const ada = await newPerson();
    expect((await subscribe(ada, { price_id: 'price_unknown' })).status).toBe(400);
    expect((await subscribe(ada, {})).status).toBe(400);
    expect((await subscribe(ada, { tier: 'CORE', amount: 1 })).status).toBe(422);
    expect((await subscribe(ada, { tier: 'CORE', promotion_code: 'NONE' })).status).toBe(400);
  });
});
