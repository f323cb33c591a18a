import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpEvent, invoke } from '../../infra/testing/http-event.ts';
import { openSubscriptionWorld, type SubscriptionWorld } from '../../infra/testing/subscription-world.ts';
import type { StripeEvent } from '../../lib/contract/stripe-events.ts';
import { keys } from '../../lib/platform/keys.ts';
import { sessionCookieFor } from '../../lib/sessions/cookie.ts';
import { startSession } from '../../lib/sessions/session.ts';
import { createHandler as account } from '../http/account.ts';

const site = 'http://localhost:5000';
let subscriber: SubscriptionWorld;
let cookie: string;

beforeEach(async () => {
  subscriber = await openSubscriptionWorld();
  const session = await startSession(subscriber.world, subscriber.userId, 'test');
  cookie = sessionCookieFor(session, 3_600).split(';')[0] ?? '';
});
afterEach(() => subscriber.close());

async function call(method: string, path: string, body?: object) {
  const [, id] = /(key_\w+)/.exec(path) ?? [];
  const event = httpEvent(method, path, {
    cookies: [cookie],
    headers: { origin: site, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const { statusCode, json } = await invoke(account(subscriber.world.outside), {
    ...event,
    routeKey: `${method} ${id ? path.replace(id, '{id}') : path}`,
    ...(id ? { pathParameters: { id } } : {}),
  });
  return { status: statusCode, json };
}

async function listed() {
  return (await call('GET', '/api/keys')).json.keys;
}

const subscriptionNews = async () =>
  (await subscriber.news()).filter(({ type }) => /^customer\.subscription\.(created|updated)$/.test(type));

/** Brings all news of subscriptions to the consumer; answers them. */
async function provision(events?: StripeEvent[]): Promise<StripeEvent[]> {
  const news = events ?? (await subscriptionNews());
  for (const event of news) await subscriber.consume('provision-account', event);
  return news;
}

describe('the first subscription brings an API key and a widget', () => {
  test('a key without a secret until its owner asks, and a widget for our own site', async () => {
    await subscriber.subscribe(subscriber.lab.prices.core);
    await provision();
    expect(await listed()).toEqual([
      {
        id: expect.stringMatching(/^key_[0-9A-Za-z]{8}$/),
        name: 'Your first key',
        requestsThisMonth: 0,
        prefix: expect.stringMatching(/^cue_dev_[0-9A-Za-z]{8}$/),
        last4: null,
        scopes: ['workflows', 'billing:read', 'billing:spend', 'widget'],
        createdAt: subscriber.world.outside.clock.now().toISOString(),
        lastUsedAt: null,
        expiresAt: null,
        revealed: false,
      },
    ]);
    expect((await call('GET', '/api/widget')).json).toMatchObject({ enabled: true, allowedOrigins: [site] });
  });

  test('by a trial too', async () => {
    await subscriber.subscribe(subscriber.lab.prices.core, { trial_period_days: 7 });
    await provision();
    expect(await listed()).toHaveLength(1);
  });

  test('not before it is paid, and then by whatever event comes', async () => {
    const { core } = subscriber.lab.prices;
    const unpaid = await subscriber.subscribe(core, { payment_behavior: 'default_incomplete' });
    expect(unpaid.status).toBe('incomplete');
    const events = await provision();
    expect(events.map(({ type }) => type)).toEqual(['customer.subscription.created']);
    expect([await listed(), (await call('GET', '/api/widget')).status]).toEqual([[], 404]);
    await subscriber.lab.stripe.invoices.pay(String(unpaid.latest_invoice));
    // The event tells of an incomplete subscription; what Stripe has now counts.
    await provision(events);
    expect(await listed()).toHaveLength(1);
  });
});

describe('and no later one brings another', () => {
  test('neither an event told 20 times at once, nor a renewal', async () => {
    await subscriber.subscribe(subscriber.lab.prices.core);
    const [created] = await subscriptionNews();
    if (!created) throw new Error('Stripe told of no subscription');
    await Promise.all(Array.from({ length: 20 }, () => provision([created])));
    expect(await listed()).toHaveLength(1);
    await subscriber.passDays(32);
    expect(await provision()).not.toEqual([]);
    expect(await listed()).toHaveLength(1);
  });

  test('nor does Stripe need to be asked who has them', async () => {
    await subscriber.subscribe(subscriber.lab.prices.core);
    const events = await provision();
    const faults = [{ method: 'GET', path: '/v1/subscriptions/*', count: 100, answer: 500 }];
    await subscriber.lab.control('POST', '/_sim/api-faults', { faults });
    await provision(events);
    expect(await listed()).toHaveLength(1);
  });

  test('nor a new subscription after the first has ended, whose key and widget stay', async () => {
    const first = await subscriber.subscribe(subscriber.lab.prices.core);
    await provision();
    const [key] = await listed();
    await call('PUT', '/api/widget', { title: 'Mine' });
    await subscriber.lab.stripe.subscriptions.cancel(first.id);
    await provision();
    await subscriber.subscribe(subscriber.lab.prices.pro);
    await provision();
    expect(await listed()).toEqual([key]);
    expect((await call('GET', '/api/widget')).json.title).toBe('Mine');
  });

  test('nor is a key made again that its owner has revoked', async () => {
    await subscriber.subscribe(subscriber.lab.prices.core);
    const events = await provision();
    const [key] = await listed();
    expect((await call('DELETE', `/api/keys/${key.id}`)).status).toBe(200);
    await provision(events);
    await subscriber.subscribe(subscriber.lab.prices.pro);
    await provision();
    expect(await listed()).toEqual([]);
  });
});

describe('the secret of that key', () => {
  test('is shown once: of ten who ask at once one is told, and nobody later', async () => {
    await subscriber.subscribe(subscriber.lab.prices.core);
    await provision();
    const [{ id, prefix }] = await listed();
    const reveal = () => call('POST', `/api/keys/${id}/reveal`);
    const answers = await Promise.all(Array.from({ length: 10 }, reveal));
    const told = answers.filter(({ status }) => status === 200);
    expect(told).toHaveLength(1);
    const { secret } = told[0]?.json ?? {};
    expect([secret.length, secret.startsWith(prefix)]).toEqual([59, true]);
    for (const { status, json } of answers.filter((answer) => answer.status !== 200))
      expect([status, json.code]).toEqual([409, 'already_revealed']);
    expect((await reveal()).json).toMatchObject({
      code: 'already_revealed',
      detail: 'The secret of this API key was shown before. Ask for a new secret if you have lost it.',
    });
    expect(await listed()).toMatchObject([{ id, revealed: true, last4: secret.slice(-4) }]);
    const headers = { authorization: `Bearer ${secret}` };
    const asked = httpEvent('GET', '/api/widget', { headers });
    expect((await invoke(account(subscriber.world.outside), asked)).statusCode).toBe(200);
  });

  test('of a key that was made by hand was shown when it was made', async () => {
    await subscriber.subscribe(subscriber.lab.prices.pro);
    await subscriber.settle();
    const { json } = await call('POST', '/api/keys', { name: 'By hand' });
    expect((await call('POST', `/api/keys/${json.key.id}/reveal`)).json.code).toBe('already_revealed');
  });
});

describe('what waiting will not mend is parked with a reason', () => {
  const parkedWith = async (change: (event: StripeEvent) => StripeEvent) => {
    await subscriber.subscribe(subscriber.lab.prices.core);
    const [created] = await subscriptionNews();
    if (!created) throw new Error('Stripe told of no subscription');
    const event = change(created);
    await provision([event]);
    expect((await call('GET', '/api/widget')).status).toBe(404);
    return subscriber.world.parkedReason(event.id, 'provision-account');
  };
  const about = (object: object) => (event: StripeEvent) => ({
    ...event,
    data: { object: { ...event.data.object, ...object } },
  });

  test('a customer that nobody has', async () => {
    expect(await parkedWith(about({ customer: 'cus_unknown' }))).toBe('No user has the customer cus_unknown');
  });

  test('a subscription that Stripe has not', async () => {
    expect(await parkedWith(about({ id: 'sub_gone' }))).toBe('Stripe knows no subscription sub_gone');
  });

  test('a shape that is not known', async () => {
    expect(await parkedWith(about({ id: 7 }))).toBe('The subscription has a shape that is not known');
  });

  test('an event of live mode in a test stage', async () => {
    expect(await parkedWith((event) => ({ ...event, livemode: true }))).toBe(
      'This deployment handles test events; the event is a live one',
    );
  });

  test('a plan that is not in the catalog', async () => {
    const { stripe } = subscriber.lab;
    const product = await stripe.products.create({ name: 'Something else' });
    const foreign = await stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
    });
    await subscriber.subscribe(foreign.id);
    const [event] = await provision();
    expect(await subscriber.world.parkedReason(event?.id ?? '', 'provision-account')).toContain(foreign.id);
    expect(await subscriber.world.table.get(keys.widget(subscriber.userId))).toBeUndefined();
  });
});
