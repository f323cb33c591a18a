import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { checkoutEvent } from '../../infra/testing/stripe-events.ts';
import { consumersOf } from '../../lib/contract/stripe-events.ts';
import { missedEvents } from '../../lib/events/missed-events.ts';
import { keys } from '../../lib/platform/keys.ts';

jest.setTimeout(40_000);

let world: ConsumerWorld;
beforeAll(async () => {
  // Nobody listens there.
  world = await startConsumerWorld({ STRIPE_API_URL: 'http://127.0.0.1:1' });
});
afterAll(() => world.close());

/** A table whose reads fail, while writes arrive. */
class WithoutReads extends NodeHttpHandler {
  override async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
    if (/GetItem|Query/.test(request.headers['x-amz-target'] ?? '')) throw new TypeError('No reads');
    return super.handle(request, options);
  }
}

/** Its consumer has to ask Stripe, which does not answer. */
const refund = (id: string) =>
  ({
    id,
    object: 'event',
    type: 'refund.created',
    created: 1_790_000_000,
    livemode: false,
    data: {
      object: { object: 'refund', id: 're_1', currency: 'usd', status: 'succeeded', payment_intent: 'pi_1' },
    },
  }) as const;

const rowOf = (eventId: string, consumer = 'grant-credits') =>
  world.table.get(keys.eventConsumer(eventId, consumer));

async function failing(): Promise<unknown[]> {
  const { items } = await world.table.query({
    IndexName: 'staff',
    ConsistentRead: false,
    KeyConditionExpression: 'staffPk = :failing',
    ExpressionAttributeValues: { ':failing': 'FAILING' },
  });
  return items.map(({ eventId }) => eventId);
}

describe('an event that fails at a consumer', () => {
  test('is listed with how often and by what fault, without its payload, and forgotten after ninety days', async () => {
    const event = refund('evt_failing');
    await world.deliver('grant-credits', event);
    await world.deliver('grant-credits', event, { receiveCount: 4 });
    const row = await rowOf(event.id);
    expect(row).toMatchObject({
      state: 'failing',
      attempts: 4,
      lastError: 'StripeConnectionError',
      words: 'It failed, and is tried again',
      type: 'refund.created',
      expiresAtEpochSeconds: Date.parse('2027-02-19T10:00:00Z') / 1_000,
    });
    expect(row?.payload).toBeUndefined();
    expect(await failing()).toEqual(['evt_failing']);
  });

  test('is off the list once it is done, and no failure that comes later puts it back', async () => {
    const { session } = await world.givenOrder();
    const event = checkoutEvent('completed', session);
    await world.deliver('grant-credits', event, { awsHttpHandler: new WithoutReads() });
    expect(await rowOf(event.id)).toMatchObject({ state: 'failing', lastError: 'TypeError', attempts: 1 });
    await world.deliver('grant-credits', event, { receiveCount: 2 });
    expect(await rowOf(event.id)).toMatchObject({ state: 'done', attempts: 2 });
    expect(await failing()).not.toContain(event.id);
    await world.deliver('grant-credits', event, { awsHttpHandler: new WithoutReads(), receiveCount: 3 });
    expect(await rowOf(event.id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('stays parked when it was put back and fails', async () => {
    const unknown = checkoutEvent('completed', { id: 'cs_test_none', customer: 'cus_nobody' });
    await world.deliver('grant-credits', unknown);
    const parked = await rowOf(unknown.id);
    expect(parked).toMatchObject({ state: 'parked', code: 'unknown_customer' });
    await world.deliver('grant-credits', unknown, { awsHttpHandler: new WithoutReads() });
    expect(await rowOf(unknown.id)).toEqual(parked);
  });

  test('is still missed when its consumer has said nothing else in a day', async () => {
    const event = { ...refund('evt_lost_while_failing'), created: 1_795_255_200 };
    await world.deliver('record-event', event);
    for (const consumer of ['grant-credits', 'send-email'] as const) await world.deliver(consumer, event);
    expect(consumersOf(event.type)).toEqual(['grant-credits', 'send-email']);
    const late = { now: () => new Date('2026-11-22T12:00:00Z') };
    const deps = { table: world.table, outside: { ...world.outside, clock: late } };
    const missed = (events: (typeof event)[]) =>
      missedEvents(deps as Parameters<typeof missedEvents>[0], events);
    expect(await missed([event])).toEqual([event]);
  });
});

describe('waiting for a partner', () => {
  test('is worth a row only when it takes more than three tries', async () => {
    const { session } = await world.givenOrder();
    const event = checkoutEvent('completed', session);
    await world.deliver('send-email', event, { receiveCount: 3 });
    expect(await rowOf(event.id, 'send-email')).toBeUndefined();
    await world.deliver('send-email', event, { receiveCount: 4 });
    expect(await rowOf(event.id, 'send-email')).toMatchObject({
      state: 'failing',
      lastError: 'NotYet',
      attempts: 4,
    });
  });
});

test('an event that could be recorded only at the second try is not left as failing', async () => {
  const event = refund('evt_recorded_late');
  class WithoutWritesOf extends NodeHttpHandler {
    override async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
      const text = new TextDecoder().decode(request.body);
      if (text.includes('"handling"')) throw new TypeError('Not this one');
      return super.handle(request, options);
    }
  }
  await world.deliver('record-event', event, { awsHttpHandler: new WithoutWritesOf() });
  expect(await rowOf(event.id, 'record-event')).toMatchObject({ state: 'failing' });
  await world.deliver('record-event', event, { receiveCount: 2 });
  expect(await rowOf(event.id, 'record-event')).toMatchObject({ state: 'done' });
  expect(await failing()).not.toContain(event.id);
});
