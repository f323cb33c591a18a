import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type AdminProduct, startAdminProduct } from '../../infra/testing/admin-product.ts';
import { productSubscribers } from '../../infra/testing/product-subscribers.ts';

jest.setTimeout(60_000);

let world: AdminProduct;
beforeAll(async () => {
  world = await startAdminProduct();
}, 60_000);
afterAll(() => world.product.close());

interface Event {
  id: string;
  type: string;
  state: string;
  words: string;
  arrivedAt: string;
  consumers: { name: string; state: string; attempts: number | null; code: string | null }[];
}
interface Looked {
  event: Event;
  payload: { source: string; masked: boolean; event: unknown } | null;
  payloadMissing: string | null;
}
type Body = Record<string, unknown>;

const list = async (query = '') =>
  (await world.admin.call<{ events: Event[]; nextCursor: string | null }>('GET', `/api/admin/events${query}`))
    .json;
const look = async (id: string, query = '') =>
  (await world.admin.call<Looked>('GET', `/api/admin/events/${id}${query}`)).json;
const trail = async () =>
  (await world.admin.call<{ entries: Body[] }>('GET', '/api/admin/audit')).json.entries;
const redrive = async (id: string) =>
  (await world.admin.call('POST', `/api/admin/events/${id}/redrive`)).json;
const redriveAll = async (body: object) =>
  (await world.admin.call('POST', '/api/admin/events/redrive', { body })).json;

describe('a purchase', () => {
  test('is in the inbox, newest first, with what each consumer made of it', async () => {
    const ada = await world.person('ada@example.com');
    await world.product.buy(ada, 25);
    await world.product.settled();
    const { events } = await list();
    const bought = events.find(({ type }) => type === 'checkout.session.completed');
    expect(bought).toMatchObject({
      objectId: expect.stringMatching(/^cs_/),
      livemode: false,
      state: 'done',
      consumers: [
        { name: 'grant-credits', state: 'done', code: null, lastError: null },
        { name: 'send-email', state: 'done' },
      ],
    });
    const arrivals = events.map(({ arrivedAt }) => arrivedAt);
    expect(arrivals).toEqual(arrivals.toSorted().toReversed());
  });

  test('brings events that nothing came of, and each says why', async () => {
    const { events } = await list('?state=ignored');
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ state }) => state))).toEqual(new Set(['ignored']));
    expect(events.find(({ consumers }) => consumers.length === 0)?.words).toBe(
      'Cue acts on no events of this type',
    );
  });

  test('goes on page by page, each event once', async () => {
    const all = (await list('?limit=100')).events.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...page.events.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all);
  });
});

describe('a payload', () => {
  const personal = ['ada@example.com', '4242'];

  test('is masked until it is asked for, and asking is in the trail', async () => {
    const { events } = await list();
    const { id } = events.find(({ type }) => type === 'checkout.session.completed') ?? { id: '' };
    const before = (await trail()).length;
    const masked = await look(id);
    expect(masked.payload).toMatchObject({
      source: 'stripe',
      masked: true,
      event: {
        id,
        object: 'event',
        type: 'checkout.session.completed',
        data: { object: { id: expect.stringMatching(/^cs_/), amount_total: 500, currency: 'usd' } },
      },
    });
    for (const text of personal) expect(JSON.stringify(masked)).not.toContain(text);
    expect(await trail()).toHaveLength(before);
    const revealed = await look(id, '?reveal=true');
    expect(JSON.stringify(revealed.payload)).toContain('ada@example.com');
    expect(revealed.payload?.masked).toBe(false);
    expect((await trail())[0]).toMatchObject({ act: 'revealEvent', eventId: id, who: world.admin.userId });
  });

  test('never shows a card or a secret, asked for or not', async () => {
    const charges = await world.product.stripe.events.list({ limit: 100 });
    const withCard = charges.data.filter((event) => JSON.stringify(event).includes('last4'));
    expect(withCard.length).toBeGreaterThan(0);
    for (const { id } of withCard) {
      const text = JSON.stringify((await look(id, '?reveal=true')).payload);
      expect(text).not.toMatch(/"4242"|"exp_year":\s*\d|"fingerprint":\s*"(?!hidden)/);
      expect(text).toContain('"hidden"');
    }
  });

  test('of an event that never came is not found', async () => {
    expect(await world.admin.call('GET', '/api/admin/events/evt_none')).toMatchObject({
      status: 404,
      json: { detail: 'Event not found' },
    });
    expect((await world.admin.call('GET', '/api/admin/events/cs_1')).status).toBe(404);
  });
});

describe('a parked event', () => {
  test('says why, is put back twice and done once', async () => {
    const { someone, eventId, row } = await world.parkedPurchase('grace@example.com');
    expect((await list('?state=parked')).events).toMatchObject([
      {
        id: eventId,
        state: 'parked',
        words: expect.stringContaining('No user has this Stripe customer'),
        consumers: [
          { name: 'grant-credits', state: 'parked', code: 'unknown_customer' },
          { name: 'send-email', state: 'parked' },
        ],
      },
    ]);
    const { payload } = await look(eventId);
    expect(payload).toMatchObject({ source: 'inbox', masked: true });
    expect(JSON.stringify(payload)).not.toContain('grace@example.com');
    await world.table.put({ Item: row });
    expect([await redrive(eventId), await redrive(eventId)]).toEqual([{ redriven: 1 }, { redriven: 1 }]);
    await world.product.settled();
    expect(await world.balanceOf(someone)).toBe(25);
    expect((await list('?state=parked')).events).toEqual([]);
    expect((await look(eventId)).event.state).toBe('done');
    const acts = (await trail()).filter(({ eventId: about }) => about === eventId);
    expect(acts.map(({ act }) => act)).toEqual(['redriveEvent', 'redriveEvent']);
    expect(await redrive(eventId)).toEqual({ redriven: 0 });
    expect((await trail()).filter(({ eventId: about }) => about === eventId)).toHaveLength(2);
  });

  test('is put back with all of its reason, each once', async () => {
    const one = await world.parkedPurchase('one@example.com');
    const two = await world.parkedPurchase('two@example.com');
    for (const { row } of [one, two]) await world.table.put({ Item: row });
    expect(await redriveAll({ state: 'parked', code: 'amount_differs' })).toMatchObject({ redriven: 0 });
    expect(await redriveAll({ state: 'parked', code: 'unknown_customer' })).toEqual({
      redriven: 2,
      gone: 0,
      nextCursor: null,
    });
    await world.product.settled();
    expect([await world.balanceOf(one.someone), await world.balanceOf(two.someone)]).toEqual([25, 25]);
    expect((await trail())[0]).toMatchObject({
      act: 'redriveEvents',
      events: 2,
      reason: 'parked: unknown_customer',
    });
  });
});

describe('a failing event', () => {
  const fault = (count: number) =>
    world.product.simulator('/_sim/api-faults', {
      faults: [{ method: 'GET', path: '/v1/subscriptions/*', count, answer: 500 }],
    });

  test('shows its attempts and its last fault, can be put back, and is done when the fault is over', async () => {
    await fault(10_000);
    const people = productSubscribers(world.product);
    const { userId } = await people.subscriber('katherine@example.com');
    const failing = async () => (await list('?state=failing')).events;
    while ((await failing()).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    const [event] = await failing();
    const failed = event?.consumers.find(({ state }) => state === 'failing');
    expect(failed).toMatchObject({ words: 'It failed, and is tried again', lastError: expect.any(String) });
    expect(failed?.attempts).toBeGreaterThan(0);
    await world.product.simulator('/_sim/api-faults', {});
    expect(await redriveAll({ state: 'failing' })).toMatchObject({ gone: 0 });
    await world.product.settled();
    expect(await failing()).toEqual([]);
    const { json } = await world.admin.call<{ plan: Body }>('GET', `/api/admin/users/${userId}`);
    expect(json.plan.tier).toBe('CORE');
  });
});

test('a state that there is not, and a cursor of another list, are refused', async () => {
  expect((await world.admin.call('GET', '/api/admin/events?state=open')).status).toBe(422);
  const { nextCursor } = await list('?limit=1');
  expect((await world.admin.call('GET', `/api/admin/events?state=parked&cursor=${nextCursor}`)).status).toBe(
    400,
  );
});

test('what was put back never paid twice', async () => {
  expect((await world.product.audit()).differences).toEqual([]);
});
