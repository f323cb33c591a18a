import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => product.simulator('/_sim/api-faults', { faults: [] }));
afterAll(() => product.close());

let people = 0;
const newPerson = () => {
  people += 1;
  return product.account(`unlucky${people}@example.com`);
};

const fail = (
  path: string,
  answer: 429 | 500 | 'timeout' | 'cut',
  more: { count?: number; effect?: boolean } = {},
) => product.simulator('/_sim/api-faults', { faults: [{ method: 'POST', path, answer, count: 1, ...more }] });

const post = (person: Person, path: string, body: object, key?: string) =>
  person.call<{ url?: string; subscription_id?: string; code?: string; detail?: string }>('POST', path, {
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });

async function idOf(person: Person): Promise<string> {
  return (await person.call<{ id: string }>('GET', '/api/auth/user')).json.id;
}

/** What there is of the person at Stripe. */
async function atStripe(person: Person) {
  const id = await idOf(person);
  const { stripe } = product;
  const isTheirs = ({ metadata }: { metadata: Record<string, string> | null }) => metadata?.user_id === id;
  const [customers, sessions, subscriptions] = await Promise.all([
    stripe.customers.list({ limit: 100 }),
    stripe.checkout.sessions.list({ limit: 100 }),
    stripe.subscriptions.list({ status: 'all', limit: 100 }),
  ]);
  return {
    customers: customers.data.filter(isTheirs).length,
    sessions: sessions.data.filter(isTheirs).map(({ status }) => status),
    subscriptions: subscriptions.data.filter(isTheirs).length,
  };
}

const ways = [
  {
    what: 'a checkout for credits',
    path: '/api/payments/create-one-time-payment',
    body: { credits: 25 },
    stripePath: '/v1/checkout/sessions',
    made: { customers: 1, sessions: ['open'], subscriptions: 0 },
  },
  {
    what: 'a checkout for a plan',
    path: '/api/payments/create-checkout-session',
    body: { tier: 'CORE' },
    stripePath: '/v1/checkout/sessions',
    made: { customers: 1, sessions: ['open'], subscriptions: 0 },
  },
  {
    what: 'a native subscription',
    path: '/api/payments/create-subscription',
    body: { tier: 'STUDIO' },
    stripePath: '/v1/subscriptions',
    made: { customers: 1, sessions: [], subscriptions: 1 },
  },
];

describe.each(ways)('$what', ({ path, body, stripePath, made }) => {
  test.each([
    ['fails once, and Stripe keeps the failure', 500, {}],
    ['is made, though Stripe says that it failed', 500, { effect: true }],
    ['meets Stripe too busy', 429, {}],
    ['is cut off on the way', 'cut', {}],
    ['is made, and its answer is cut off', 'cut', { effect: true }],
    ['is made, and its answer never comes', 'timeout', { effect: true }],
  ] as const)(
    'that %s comes to one at once',
    async (_what, answer, more) => {
      const person = await newPerson();
      await fail(stripePath, answer, more);
      expect(await post(person, path, body)).toMatchObject({ status: 200 });
      expect(await atStripe(person)).toEqual(made);
    },
    15_000,
  );

  test.each([
    ['fails', 500, {}, 502, 'Stripe could not be reached. Nothing was charged; please try again.'],
    ['is too busy', 429, {}, 503, 'Stripe is too busy right now. Nothing was charged; please try again.'],
    [
      'cuts its answers off',
      'cut',
      { effect: true },
      502,
      'Stripe could not be reached. Nothing was charged; please try again.',
    ],
  ] as const)(
    'while Stripe %s is refused in words, and comes to one when it is asked for again under its key',
    async (_what, answer, more, status, detail) => {
      const person = await newPerson();
      // Twice: the second run has the failures of the first before it, which Stripe replays for a day.
      for (let run = 1; run <= 2; run += 1) {
        await fail(stripePath, answer, { ...more, count: 100 });
        const refused = await post(person, path, body, 'key-1');
        // What was made all the same is found.
        if (refused.status !== 200) expect(refused).toMatchObject({ status, json: { detail } });
      }
      await product.simulator('/_sim/api-faults', { faults: [] });
      const answers = await Promise.all([1, 2].map(() => post(person, path, body, 'key-1')));
      expect(answers.map((one) => one.status)).toContain(200);
      const last = await post(person, path, body, 'key-1');
      expect(last.status).toBe(200);
      expect(await atStripe(person)).toEqual(made);
    },
    30_000,
  );
});

test('a checkout whose maker crashed is closed by the next one, and locks nobody out', async () => {
  const person = await newPerson();
  const path = '/api/payments/create-checkout-session';
  const { json } = await post(person, path, { tier: 'CORE' });
  const { sessions } = product.stripe.checkout;
  const told = await sessions.retrieve(json.url?.split('/').at(-1) ?? '', { expand: ['line_items'] });
  // Made, and never noted in the table.
  await sessions.create({
    mode: 'subscription',
    customer: String(told.customer),
    line_items: [{ price: told.line_items?.data[0]?.price?.id ?? '', quantity: 1 }],
    metadata: { ...told.metadata, opening_id: 'opn_lost' },
    success_url: 'http://localhost:5000/',
  });
  expect((await atStripe(person)).sessions).toEqual(['open', 'open']);
  expect((await post(person, path, { tier: 'PRO' })).status).toBe(200);
  expect((await atStripe(person)).sessions.sort()).toEqual(['expired', 'expired', 'open']);
});

test('a failure at the first customer is not kept for a day', async () => {
  const person = await newPerson();
  await fail('/v1/customers', 500, { count: 100 });
  const path = '/api/payments/create-one-time-payment';
  expect((await post(person, path, { credits: 25 })).status).toBe(502);
  await product.simulator('/_sim/api-faults', { faults: [] });
  expect((await post(person, path, { credits: 25 })).status).toBe(200);
  expect((await atStripe(person)).customers).toBe(1);
}, 15_000);

test('a customer that was made though Stripe said no is found', async () => {
  const person = await newPerson();
  await fail('/v1/customers', 500, { effect: true });
  expect((await post(person, '/api/payments/create-one-time-payment', { credits: 25 })).status).toBe(200);
  expect((await atStripe(person)).customers).toBe(1);
}, 15_000);
