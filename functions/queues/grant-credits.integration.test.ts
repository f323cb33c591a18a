import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { busBody, type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { checkoutEvent } from '../../infra/testing/stripe-events.ts';
import { keepCheckoutSession, placeOrder } from '../../lib/payments/order.ts';
import { keys } from '../../lib/platform/keys.ts';

let world: ConsumerWorld;
beforeAll(async () => {
  world = await startConsumerWorld();
});
afterAll(() => world.close());

const granted25 = {
  balance: { balance: 25, available: 25, held: 0, version: 1 },
  payments: [{ status: 'paid', creditsGranted: 25 }],
};
const nothing = { balance: { balance: 0, available: 0, held: 0, version: 0 }, entries: [] };

describe('a purchase is granted once', () => {
  test("a purchase's event delivered 50 times at once grants once", async () => {
    const { userId, session } = await world.givenOrder();
    const event = checkoutEvent('completed', session);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => world.deliver('grant-credits', event)),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ batchItemFailures: [] })));
    expect(await world.stateOf(userId)).toMatchObject({
      ...granted25,
      entries: [{ type: 'Purchase', creditsDelta: 25, cause: `purchase:${session.id}` }],
    });
    expect(await world.parkedReason(event.id, 'grant-credits')).toBeUndefined();
  });

  test('several events for one payment grant once', async () => {
    const { userId, session } = await world.givenOrder();
    const unpaid = checkoutEvent('completed', { ...session, payment_status: 'unpaid' });
    const succeeded = checkoutEvent('async_payment_succeeded', session);
    const secondId = checkoutEvent('completed', session);
    for (const event of [unpaid, succeeded, secondId, succeeded, unpaid]) {
      await world.deliver('grant-credits', event);
      expect(await world.parkedReason(event.id, 'grant-credits')).toBeUndefined();
    }
    expect(await world.stateOf(userId)).toMatchObject(granted25);
    expect((await world.stateOf(userId)).entries).toHaveLength(1);
  });

  test('the ledger entry alone refuses a second grant, whatever the payment row says', async () => {
    const { userId, order, session } = await world.givenOrder();
    await world.deliver('grant-credits', checkoutEvent('completed', session));
    await world.table.put({
      Item: { ...keys.payment(userId, order.paymentId), ...order, checkoutSessionId: session.id },
    });
    const again = checkoutEvent('completed', session);
    await world.deliver('grant-credits', again);
    expect((await world.stateOf(userId)).balance).toEqual(granted25.balance);
    expect(await world.parkedReason(again.id, 'grant-credits')).toBeUndefined();
  });

  test('the payment row alone refuses a second grant, and a person is told of the missing entry', async () => {
    const { userId, order, session } = await world.givenOrder();
    const paid = { ...order, checkoutSessionId: session.id, status: 'paid' };
    await world.table.put({ Item: { ...keys.payment(userId, order.paymentId), ...paid } });
    const event = checkoutEvent('completed', session);
    await world.deliver('grant-credits', event);
    expect(await world.stateOf(userId)).toMatchObject(nothing);
    expect(await world.parkedReason(event.id, 'grant-credits')).toBe(
      `Payment ${order.paymentId} was changed meanwhile, or is paid by another session`,
    );
  });

  test('the same event twice in one batch grants once', async () => {
    const { userId, session } = await world.givenOrder();
    const body = busBody(checkoutEvent('completed', session));
    expect(await world.deliverBodies('grant-credits', [body, body])).toEqual({ batchItemFailures: [] });
    expect(await world.stateOf(userId)).toMatchObject(granted25);
  });

  test('a fully discounted purchase is granted though nothing was to pay', async () => {
    const { userId, session } = await world.givenOrder();
    await world.deliver(
      'grant-credits',
      checkoutEvent('completed', { ...session, payment_status: 'no_payment_required', amount_total: 0 }),
    );
    expect(await world.stateOf(userId)).toMatchObject(granted25);
  });

  test('200 purchases of one person at once all land', async () => {
    const { userId, customer } = await world.givenOrder();
    const events = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const bought = { userId, credits: 3, description: '3 credits', amountCents: 500, currency: 'usd' };
        const order = await placeOrder(world, bought, undefined);
        const id = `cs_test_many_${i}`;
        await keepCheckoutSession(world, order, id);
        return checkoutEvent('completed', { id, customer, metadata: { order_id: order.paymentId } });
      }),
    );
    const answers = await Promise.all(events.map((event) => world.deliver('grant-credits', event)));
    expect(answers.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    expect((await world.stateOf(userId)).balance).toEqual({
      balance: 600,
      available: 600,
      held: 0,
      version: 200,
    });
  });
});

describe('money that is not there grants nothing', () => {
  test('payment_status unpaid grants nothing until the async success', async () => {
    const { userId, session } = await world.givenOrder();
    await world.deliver(
      'grant-credits',
      checkoutEvent('completed', { ...session, payment_status: 'unpaid' }),
    );
    expect(await world.stateOf(userId)).toMatchObject({ ...nothing, payments: [{ status: 'processing' }] });
    await world.deliver('grant-credits', checkoutEvent('async_payment_succeeded', session));
    expect(await world.stateOf(userId)).toMatchObject(granted25);
  });

  test('an async failure grants nothing, also when the unpaid event comes after it', async () => {
    const { userId, session } = await world.givenOrder();
    const unpaid = { ...session, payment_status: 'unpaid' };
    await world.deliver('grant-credits', checkoutEvent('async_payment_failed', unpaid));
    await world.deliver('grant-credits', checkoutEvent('completed', unpaid));
    expect(await world.stateOf(userId)).toMatchObject({ ...nothing, payments: [{ status: 'failed' }] });
  });

  test('a checkout that ran out while its order went on with another needs nobody', async () => {
    const { session } = await world.givenOrder();
    const event = checkoutEvent('expired', { ...session, id: 'cs_test_another', payment_status: 'unpaid' });
    await world.deliver('grant-credits', event);
    const item = await world.table.get(keys.eventConsumer(event.id, 'grant-credits'));
    expect(item).toMatchObject({ state: 'ignored', words: 'It ran out, and no order waits for it' });
  });

  test('a checkout that expired grants nothing, and a late expiry takes nothing away', async () => {
    const expired = await world.givenOrder();
    await world.deliver(
      'grant-credits',
      checkoutEvent('expired', { ...expired.session, payment_status: 'unpaid' }),
    );
    expect(await world.stateOf(expired.userId)).toMatchObject({
      ...nothing,
      payments: [{ status: 'expired' }],
    });
    const paid = await world.givenOrder();
    await world.deliver('grant-credits', checkoutEvent('completed', paid.session));
    await world.deliver(
      'grant-credits',
      checkoutEvent('expired', { ...paid.session, payment_status: 'unpaid' }),
    );
    expect(await world.stateOf(paid.userId)).toMatchObject(granted25);
  });
});

describe('the order row decides what a payment buys', () => {
  test('edited metadata changes nothing', async () => {
    const { userId, session, order } = await world.givenOrder();
    const metadata = {
      order_id: order.paymentId,
      credits: '9999',
      user_id: 'usr_other',
      __proto__: { credits: 9 },
    };
    await world.deliver('grant-credits', checkoutEvent('completed', { ...session, metadata }));
    expect(await world.stateOf(userId)).toMatchObject(granted25);
  });

  test("another user's order id and a forged client_reference_id change nothing", async () => {
    const victim = await world.givenOrder(100);
    const { userId, session } = await world.givenOrder();
    const forged = { client_reference_id: victim.userId, metadata: { order_id: victim.order.paymentId } };
    await world.deliver('grant-credits', checkoutEvent('completed', { ...session, ...forged }));
    expect(await world.stateOf(userId)).toMatchObject(granted25);
    expect(await world.stateOf(victim.userId)).toMatchObject(nothing);
  });

  test("a larger order of one's own, named in the metadata of a smaller one's session, changes nothing", async () => {
    const { userId, session } = await world.givenOrder();
    world.advanceSeconds(1);
    const bought = { userId, credits: 1_000, description: '1000 credits', amountCents: 500, currency: 'usd' };
    const larger = await placeOrder(world, bought, undefined);
    await keepCheckoutSession(world, larger, 'cs_test_larger');
    const metadata = { order_id: larger.paymentId };
    await world.deliver('grant-credits', checkoutEvent('completed', { ...session, metadata }));
    const { balance, payments } = await world.stateOf(userId);
    expect(balance).toEqual(granted25.balance);
    expect(payments.map(({ status }) => status)).toEqual(['paid', 'open']);
  });

  test('no words at all change nothing', async () => {
    const { userId, session } = await world.givenOrder();
    await world.deliver(
      'grant-credits',
      checkoutEvent('completed', { ...session, client_reference_id: null, metadata: null }),
    );
    expect(await world.stateOf(userId)).toMatchObject(granted25);
  });

  test("a session under another user's customer is parked and grants nobody", async () => {
    const other = await world.givenOrder();
    const { userId, session } = await world.givenOrder();
    const event = checkoutEvent('completed', { ...session, customer: other.customer });
    await world.deliver('grant-credits', event);
    expect(await world.stateOf(userId)).toMatchObject(nothing);
    expect(await world.stateOf(other.userId)).toMatchObject(nothing);
    expect(await world.parkedReason(event.id, 'grant-credits')).toBe(
      `User ${other.userId} has no order for ${session.id}`,
    );
  });
});

describe('what waiting will not mend is parked with a reason', () => {
  const cases: [name: string, session: object, overrides: object, reason: RegExp][] = [
    ['no customer', { customer: null }, {}, /^The checkout session has no customer$/],
    ['an unknown customer', { customer: 'cus_unknown' }, {}, /^No user has the customer cus_unknown$/],
    ['another amount', { amount_subtotal: 1 }, {}, /^The session is over 1, the order ord_\w+ over 500$/],
    ['another currency', { currency: 'eur' }, {}, /^The session is in eur, the order ord_\w+ in usd$/],
    ['an unknown payment status', { payment_status: 'someday' }, {}, /^Unknown payment_status someday$/],
    ['a shape that is not known', { mode: 7 }, {}, /^The checkout session has a shape that is not known$/],
    [
      'live mode in a test stage',
      {},
      { livemode: true },
      /^This deployment handles test events; the event is a live one$/,
    ],
    ['another account', {}, { account: 'acct_9' }, /^The event is about another Stripe account: acct_9$/],
  ];
  test.each(cases)('%s', async (_, change, overrides, reason) => {
    const { userId, session } = await world.givenOrder();
    const event = checkoutEvent('completed', { ...session, ...change }, overrides);
    expect(await world.deliver('grant-credits', event)).toEqual({ batchItemFailures: [] });
    expect(await world.parkedReason(event.id, 'grant-credits')).toMatch(reason);
    expect(await world.stateOf(userId)).toMatchObject(nothing);
  });

  test('a checkout of another mode is ignored', async () => {
    const { userId, session } = await world.givenOrder();
    const event = checkoutEvent('completed', { ...session, mode: 'subscription' });
    await world.deliver('grant-credits', event);
    expect(await world.parkedReason(event.id, 'grant-credits')).toBeUndefined();
    expect(await world.stateOf(userId)).toMatchObject(nothing);
  });
});

test('only the bad record of a batch comes again', async () => {
  const { userId, session } = await world.givenOrder();
  const good = busBody(checkoutEvent('completed', session));
  const answer = await world.deliverBodies('grant-credits', ['not json', good, '{"detail":{}}']);
  expect(answer).toEqual({
    batchItemFailures: [{ itemIdentifier: 'message-0' }, { itemIdentifier: 'message-2' }],
  });
  expect(await world.stateOf(userId)).toMatchObject(granted25);
});
