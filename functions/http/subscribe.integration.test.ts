import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

interface Opened {
  checkout_url: string;
  url: string;
  code?: string;
  detail?: string;
}

const path = '/api/payments/create-checkout-session';
let people = 0;
const newPerson = () => {
  people += 1;
  return product.account(`person${people}@example.com`);
};

const open = (person: Person, body: object, headers: Record<string, string> = {}) =>
  person.call<Opened>('POST', path, { body, headers });

const pay = (url: string, form: Record<string, string> = { card: '4242424242424242' }) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

/** The session that the address leads to, as Stripe has it. */
async function sessionAt(url: string) {
  const id = new URL(url).pathname.split('/').at(-1) ?? '';
  return product.stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] });
}

const priceId = async (key: string) => {
  const { data } = await product.stripe.prices.list({ lookup_keys: [`cue-dev-plan-${key}`] });
  return data[0]?.id ?? '';
};

async function openSessionsOf(person: Person) {
  const { json } = await person.call<{ id: string }>('GET', '/api/auth/user');
  const { data } = await product.stripe.checkout.sessions.list({ status: 'open', limit: 100 });
  return data.filter(({ metadata }) => metadata?.user_id === json.id);
}

describe('subscribing on the hosted page', () => {
  test('opens a checkout at the price of the plan, with its trial, and comes back to the account page', async () => {
    const ada = await newPerson();
    const { status, json } = await open(ada, { tier: 'CORE' });
    expect(status).toBe(200);
    expect(json.checkout_url).toBe(json.url);
    const session = await sessionAt(json.url);
    expect(session).toMatchObject({
      mode: 'subscription',
      status: 'open',
      amount_total: 0,
      payment_method_collection: 'always',
      allow_promotion_codes: true,
      success_url: 'http://localhost:5000/account?payment=success',
      cancel_url: 'http://localhost:5000/pricing?payment=canceled',
    });
    expect(session.line_items?.data).toMatchObject([
      { price: { id: await priceId('CORE-month') }, quantity: 1 },
    ]);
    expect((await pay(json.url)).status).toBe(303);
    const { data } = await product.stripe.subscriptions.list({ customer: String(session.customer) });
    expect(data).toMatchObject([
      {
        status: 'trialing',
        trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
        metadata: { user_id: session.client_reference_id },
      },
    ]);
    expect(((data[0]?.trial_end ?? 0) - (data[0]?.trial_start ?? 0)) / 86_400).toBe(7);
  });

  test.each([
    ['a name as people read it', { tier_name: 'Pro' }, 'PRO-month'],
    ['any case', { tier_name: 'studio' }, 'STUDIO-month'],
    ['the tier as a name', { tier_name: 'CORE' }, 'CORE-month'],
    ['a year', { tier: 'PRO', interval: 'year' }, 'PRO-year'],
  ])('takes %s', async (_what, body, key) => {
    const { json } = await open(await newPerson(), body);
    const session = await sessionAt(json.url);
    expect(session.line_items?.data[0]?.price?.id).toBe(await priceId(key));
  });

  test('takes a price of the catalog by its id, alone or beside what it is', async () => {
    const yearly = await priceId('PRO-year');
    for (const body of [{ price_id: yearly }, { price_id: yearly, tier: 'PRO', interval: 'year' }]) {
      const { json } = await open(await newPerson(), body);
      expect((await sessionAt(json.url)).line_items?.data[0]?.price?.id).toBe(yearly);
    }
  });

  test.each([
    [{ tier: 'GOLD' }, 'Invalid tier: GOLD'],
    [{ tier_name: 'gold' }, 'Invalid tier: gold'],
    [{ price_id: 'price_unknown' }, 'Unknown price'],
    [{ tier: 'FREE' }, 'Free cannot be bought'],
    [{ tier: 'CORE', interval: 'year' }, 'Core is not sold by the year'],
    [{ tier: 'CORE', tier_name: 'Pro' }, 'The request names two different plans'],
    [{ tier: 'CORE', success_url: 'https://evil.example/' }, 'Return addresses must be on this site'],
    [
      { tier: 'CORE', promotion_code: 'NONE' },
      'This promotion code is unknown, expired or not for this purchase',
    ],
  ])('refuses %j with 400', async (body, detail) => {
    const person = await newPerson();
    expect(await open(person, body)).toMatchObject({ status: 400, json: { detail } });
    expect(await openSessionsOf(person)).toEqual([]);
  });

  test('every price that is not sold now is refused: of others, once paid, or outdated', async () => {
    const other = await product.stripe.prices.create({
      currency: 'usd',
      unit_amount: 1,
      recurring: { interval: 'month' },
      product_data: { name: 'Not ours' },
    });
    const { data } = await product.stripe.prices.list({ limit: 100 });
    const oneOff = data.find(({ recurring }) => recurring === null)?.id;
    const outdated = await product.stripe.prices.create({
      currency: 'usd',
      unit_amount: 100,
      recurring: { interval: 'month' },
      product: 'cue-dev-plan-CORE',
      metadata: { cue_stage: 'dev', cue_tier: 'CORE' },
    });
    const person = await newPerson();
    expect((await open(person, { price_id: other.id })).json.detail).toBe('Unknown price');
    expect((await open(person, { price_id: oneOff })).json.detail).toBe('Unknown price');
    expect((await open(person, { price_id: outdated.id })).json.detail).toBe(
      'This price is not sold any more',
    );
  });

  test('a client sets no price, not even beside a plan', async () => {
    expect(await open(await newPerson(), { tier: 'CORE', amount: 499 })).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'amount', message: 'The price is set by Cue, not by the client' }] },
    });
  });

  test('return addresses on our own site are kept as they are', async () => {
    const success_url = 'http://localhost:5000/dashboard?session_id={CHECKOUT_SESSION_ID}';
    const { json } = await open(await newPerson(), {
      tier: 'STUDIO',
      success_url,
      cancel_url: 'http://localhost:5000/pricing',
    });
    expect(await sessionAt(json.url)).toMatchObject({
      success_url,
      cancel_url: 'http://localhost:5000/pricing',
    });
  });

  test.each(['/api/v1/stripe/create-checkout-session', '/api/payments/create-checkout'])(
    '%s is the same',
    async (alias) => {
      const { json } = await (await newPerson()).call<Opened>('POST', alias, { body: { tier: 'STUDIO' } });
      expect((await sessionAt(json.url)).mode).toBe('subscription');
    },
  );
});

describe('promotion codes', () => {
  async function code(
    name: string,
    coupon: { percent_off: number; duration: 'once' | 'forever' },
    more = {},
  ) {
    const { id } = await product.stripe.coupons.create(coupon);
    await product.stripe.promotionCodes.create({
      code: name,
      promotion: { type: 'coupon', coupon: id },
      ...more,
    });
  }

  test('one in the request is on the page, whatever its case, and no other can be typed', async () => {
    await code('TENOFF', { percent_off: 10, duration: 'once' });
    const { json } = await open(await newPerson(), { tier: 'STUDIO', promotion_code: 'tenoff' });
    const session = await sessionAt(json.url);
    expect(session).toMatchObject({ amount_total: 2699, payment_method_collection: 'always' });
    expect(session.allow_promotion_codes).not.toBe(true);
  });

  test('who will never pay is asked for no card; who pays later is', async () => {
    await code('FREEFOREVER', { percent_off: 100, duration: 'forever' });
    await code('FREEONCE', { percent_off: 100, duration: 'once' });
    const collects = async (promotion_code: string) => {
      const { json } = await open(await newPerson(), { tier: 'STUDIO', promotion_code });
      return (await sessionAt(json.url)).payment_method_collection;
    };
    expect(await collects('FREEFOREVER')).toBe('if_required');
    expect(await collects('FREEONCE')).toBe('always');
  });

  test('who will never pay gets the plan at once, and no trial that would end for want of a card', async () => {
    await code('FREECORE', { percent_off: 100, duration: 'forever' });
    const ada = await newPerson();
    await pay((await open(ada, { tier: 'CORE', promotion_code: 'FREECORE' })).json.url, {});
    await product.settled();
    expect(await ada.call('GET', '/api/payments/subscription')).toMatchObject({
      json: { status: 'active', tier: 'CORE' },
    });
  });

  test('one that is used up, over, or for somebody else is refused', async () => {
    const other = await product.stripe.customers.create({});
    await code('THEIRS', { percent_off: 10, duration: 'once' }, { customer: other.id });
    await code(
      'SMALL',
      { percent_off: 10, duration: 'once' },
      {
        restrictions: { minimum_amount: 100_000, minimum_amount_currency: 'usd' },
      },
    );
    for (const promotion_code of ['THEIRS', 'SMALL'])
      expect(await open(await newPerson(), { tier: 'CORE', promotion_code })).toMatchObject({ status: 400 });
  });
});

describe('one live subscription a person', () => {
  test('a second checkout is 409, also before the event of the first has come', async () => {
    const ada = await newPerson();
    await product.simulator('/_sim/webhooks', { delayMs: 3_000 });
    const { json } = await open(ada, { tier: 'CORE' });
    await pay(json.url);
    expect(await open(ada, { tier: 'PRO' })).toMatchObject({
      status: 409,
      json: { code: 'subscription_exists' },
    });
    await product.simulator('/_sim/webhooks', {});
  });

  test('of two tabs one after the other only the later can be paid', async () => {
    const ada = await newPerson();
    const first = await open(ada, { tier: 'CORE' });
    const second = await open(ada, { tier: 'PRO' });
    expect((await sessionAt(first.json.url)).status).toBe('expired');
    expect((await sessionAt(second.json.url)).status).toBe('open');
  });

  test.each([
    ['the same plan', ['CORE', 'CORE', 'CORE', 'CORE', 'CORE', 'CORE']],
    ['different plans', ['CORE', 'PRO', 'STUDIO', 'CORE', 'PRO', 'STUDIO']],
  ])(
    'tabs at once with %s end with exactly one open session',
    async (_what, tiers) => {
      for (let round = 0; round < 5; round += 1) {
        const ada = await newPerson();
        const answers = await Promise.all(tiers.map((tier) => open(ada, { tier })));
        const sessions = await openSessionsOf(ada);
        expect(sessions).toHaveLength(1);
        const offered = answers.filter(({ status }) => status === 200).map(({ json }) => json.url);
        expect(offered).toContain(sessions[0]?.url);
        expect(new Set(answers.map(({ status }) => status))).not.toContain(500);
      }
    },
    30_000,
  );

  test('the same Idempotency-Key opens the same session, and another request under it is 409', async () => {
    const ada = await newPerson();
    const key = { 'idempotency-key': 'tab-1' };
    const first = await open(ada, { tier: 'CORE' }, key);
    const again = await open(ada, { tier: 'CORE' }, key);
    expect(again.json.url).toBe(first.json.url);
    expect(await open(ada, { tier: 'PRO' }, key)).toMatchObject({
      status: 409,
      json: { code: 'idempotency_conflict' },
    });
    await open(ada, { tier: 'STUDIO' });
    expect(await open(ada, { tier: 'CORE' }, key)).toMatchObject({
      status: 409,
      json: { detail: 'Another checkout for a plan was opened since; please go on there' },
    });
  });
});

describe('the same Idempotency-Key after the payment', () => {
  test('answers the first success again', async () => {
    const ada = await newPerson();
    const key = { 'idempotency-key': 'paid-1' };
    const first = await open(ada, { tier: 'CORE' }, key);
    await pay(first.json.url);
    await product.settled();
    expect(await open(ada, { tier: 'CORE' }, key)).toMatchObject({ status: 200, json: first.json });
    expect(await open(ada, { tier: 'CORE' })).toMatchObject({ status: 409 });
  });
});

describe('without a plan: a one-off product', () => {
  test('the first of the catalog is an order like credits, and brings its credits', async () => {
    const ada = await newPerson();
    const { status, json } = await open(ada, {});
    expect(status).toBe(200);
    expect(await sessionAt(json.url)).toMatchObject({
      mode: 'payment',
      amount_total: 2000,
      success_url: 'http://localhost:5000/payment/success?session_id={CHECKOUT_SESSION_ID}',
      cancel_url: 'http://localhost:5000/payment/cancel',
      line_items: { data: [{ description: 'Cue Pro Plan' }] },
    });
    await pay(json.url);
    await product.settled();
    expect((await ada.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 100 });
  });

  test('by its name, with its own price at most', async () => {
    const ada = await newPerson();
    expect((await open(ada, { product_name: 'Cue Pro Plan', amount: 2000 })).status).toBe(200);
    expect(await open(ada, { product_name: 'Cue Pro Plan', amount: 1 })).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'amount', message: 'The price is set by Cue, not by the client' }] },
    });
    expect(await open(ada, { product_name: 'Something' })).toMatchObject({
      status: 400,
      json: { detail: 'Unknown product' },
    });
  });
});
