import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Lab, openLab } from '../../infra/local/stripe/testing/lab.ts';
import { busBody, type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { orderPaidAt } from '../../infra/testing/order-fixture.ts';
import { isConsumed, type StripeEvent, stripeEvent } from '../../lib/contract/stripe-events.ts';
import { keys } from '../../lib/platform/keys.ts';

jest.setTimeout(120_000);

let lab: Lab;
let world: ConsumerWorld;
beforeAll(async () => {
  // The second in which the orders are placed.
  lab = await openLab({ nowSeconds: () => Date.parse('2026-11-21T10:00:00Z') / 1_000 });
  world = await startConsumerWorld({ STRIPE_API_URL: lab.simulator.url });
});
afterAll(async () => {
  await world.close();
  await lab[Symbol.asyncDispose]();
});

type PaidOrder = Awaited<ReturnType<typeof orderPaidAt>>;

/**
 * What Stripe tells of this payment, of the types that Cue acts on, as it happened. `refund.updated` says the same of
 * a refund as its neighbours do: without it, all orders can be tried.
 */
async function eventsAbout({ customer, paymentIntent }: PaidOrder): Promise<StripeEvent[]> {
  const { data } = await lab.stripe.events.list({ limit: 100 });
  return data
    .map((event) => stripeEvent.parse(event))
    .filter(({ type, data: { object } }) => {
      const isAbout = object.customer === customer || object.payment_intent === paymentIntent;
      return isAbout && isConsumed(type) && type !== 'refund.updated';
    })
    .toReversed();
}

function permutations<T>(all: T[]): T[][] {
  if (all.length < 2) return [all];
  return all.flatMap((one, i) => permutations(all.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}

/** Delivers in this order; what its consumer cannot take yet comes again after the others, as from its queue. */
async function deliverUntilTaken(events: StripeEvent[]): Promise<void> {
  let waiting = events;
  for (let round = 0; waiting.length > 0 && round < 10; round += 1) {
    const refused: StripeEvent[] = [];
    for (const event of waiting) {
      const { batchItemFailures } = await world.deliver('grant-credits', event);
      if (batchItemFailures.length > 0) refused.push(event);
    }
    waiting = refused;
  }
  expect(waiting).toEqual([]);
}

async function endOf({ userId, order }: PaidOrder) {
  const { balance, entries } = await world.stateOf(userId);
  const payment = await world.table.get(keys.payment(userId, order.paymentId));
  return {
    balance: balance.balance,
    sum: entries.reduce((sum, { creditsDelta }) => sum + Number(creditsDelta), 0),
    clawedBack: payment?.creditsClawedBack,
    causes: new Set(entries.map(({ cause }) => cause)).size === entries.length,
  };
}

const dispute = async (intent: string, body: object = {}) =>
  (await lab.control('POST', `/_sim/payments/${intent}/dispute`, body)).body;
const settle = (path: string, outcome: string) => lab.control('POST', `/_sim/${path}/settle`, { outcome });

interface Scenario {
  happens(order: PaidOrder): Promise<unknown>;
  types: string[];
  balance: number;
  clawedBack: number;
}

const completed = 'checkout.session.completed';
const scenarios: Record<string, Scenario> = {
  'two partial refunds': {
    happens: async ({ paymentIntent: payment_intent }) => {
      await lab.stripe.refunds.create({ payment_intent, amount: 130 });
      await lab.stripe.refunds.create({ payment_intent, amount: 130 });
    },
    types: [completed, 'refund.created', 'refund.created'],
    balance: 12,
    clawedBack: 13,
  },
  'a full refund after two partial ones': {
    happens: async ({ paymentIntent: payment_intent }) => {
      await lab.stripe.refunds.create({ payment_intent, amount: 130 });
      await lab.stripe.refunds.create({ payment_intent, amount: 130 });
      await lab.stripe.refunds.create({ payment_intent });
    },
    types: [completed, 'refund.created', 'refund.created', 'refund.created'],
    balance: 0,
    clawedBack: 25,
  },
  'a dispute withdrawn and reinstated': {
    happens: async ({ paymentIntent }) => {
      const { id } = await dispute(paymentIntent);
      await settle(`disputes/${id}`, 'won');
    },
    types: [completed, 'charge.dispute.funds_withdrawn', 'charge.dispute.funds_reinstated'],
    balance: 25,
    clawedBack: 0,
  },
  'a refund that fails': {
    happens: async ({ paymentIntent: payment_intent }) => {
      const { id } = await lab.stripe.refunds.create({ payment_intent, amount: 250 });
      await settle(`refunds/${id}`, 'failed');
    },
    types: [completed, 'refund.created', 'refund.failed'],
    balance: 25,
    clawedBack: 0,
  },
  'a dispute that is lost after a partial refund': {
    happens: async ({ paymentIntent }) => {
      await lab.stripe.refunds.create({ payment_intent: paymentIntent, amount: 200 });
      const { id } = await dispute(paymentIntent, { amount: 500 });
      await settle(`disputes/${id}`, 'lost');
    },
    types: [completed, 'refund.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.funds_reinstated'],
    balance: 0,
    clawedBack: 25,
  },
  'a refund beside a dispute over the whole': {
    happens: async ({ paymentIntent }) => {
      await lab.stripe.refunds.create({ payment_intent: paymentIntent, amount: 300 });
      await dispute(paymentIntent, { amount: 500 });
    },
    types: [completed, 'refund.created', 'charge.dispute.funds_withdrawn'],
    balance: 0,
    clawedBack: 25,
  },
};

describe.each(Object.entries(scenarios))('%s', (_, { happens, types, balance, clawedBack }) => {
  test('ends the same in every order of arrival, each event told twice', async () => {
    const orders = permutations(types.map((_, i) => i));
    for (const order of orders) {
      const paid = await orderPaidAt(lab.stripe, world, 25);
      await happens(paid);
      const events = await eventsAbout(paid);
      expect(events.map(({ type }) => type).sort()).toEqual(types.toSorted());
      const arriving = order.flatMap((i) => events[i] ?? []);
      await deliverUntilTaken([...arriving, ...arriving.toReversed()]);
      expect(await endOf(paid)).toEqual({ balance, sum: balance, clawedBack, causes: true });
    }
  });
});

test('a refund before its grant waits, and takes what it should once the grant is there', async () => {
  const paid = await orderPaidAt(lab.stripe, world, 25);
  await lab.stripe.refunds.create({ payment_intent: paid.paymentIntent, amount: 100 });
  const [purchase, refund] = await eventsAbout(paid);
  if (!purchase || !refund) throw new Error('An event is missing');
  expect((await world.deliver('grant-credits', refund)).batchItemFailures).toHaveLength(1);
  expect(await world.parkedReason(refund.id, 'grant-credits')).toBeUndefined();
  await world.deliver('grant-credits', purchase);
  await world.deliver('grant-credits', refund);
  expect(await endOf(paid)).toEqual({ balance: 20, sum: 20, clawedBack: 5, causes: true });
});

test('nine refunds of one payment in one batch take back their share together', async () => {
  const paid = await orderPaidAt(lab.stripe, world, 25);
  for (let i = 0; i < 9; i += 1) {
    await lab.stripe.refunds.create({ payment_intent: paid.paymentIntent, amount: 50 });
  }
  const [purchase, ...refunds] = await eventsAbout(paid);
  if (!purchase) throw new Error('The purchase is missing');
  await world.deliver('grant-credits', purchase);
  expect(refunds).toHaveLength(9);
  expect(await world.deliverBodies('grant-credits', refunds.map(busBody))).toEqual({ batchItemFailures: [] });
  expect(await endOf(paid)).toEqual({ balance: 2, sum: 2, clawedBack: 23, causes: true });
});

test.each([
  ['a refund', (payment_intent: string) => lab.stripe.refunds.create({ payment_intent })],
  ['a dispute', (payment_intent: string) => dispute(payment_intent)],
])('%s within the second of its payment stands after it in the ledger', async (_, happens) => {
  const paid = await orderPaidAt(lab.stripe, world, 25);
  await happens(paid.paymentIntent);
  await deliverUntilTaken(await eventsAbout(paid));
  const { entries } = await world.stateOf(paid.userId);
  expect(entries.map(({ type }) => type)).toEqual(['Purchase', 'Refund']);
});

test('the amount that an event claims decides nothing: Stripe is asked', async () => {
  const paid = await orderPaidAt(lab.stripe, world, 25);
  await lab.stripe.refunds.create({ payment_intent: paid.paymentIntent, amount: 100 });
  const [purchase, refund] = await eventsAbout(paid);
  if (!purchase || !refund) throw new Error('An event is missing');
  const forged = { ...refund, data: { object: { ...refund.data.object, amount: 500 } } };
  await deliverUntilTaken([purchase, forged]);
  expect(await endOf(paid)).toMatchObject({ balance: 20, clawedBack: 5 });
});

test('a refund that failed before its mail went out is told as failed, and never as made', async () => {
  const paid = await orderPaidAt(lab.stripe, world, 25);
  const { id } = await lab.stripe.refunds.create({ payment_intent: paid.paymentIntent });
  const [purchase, created] = await eventsAbout(paid);
  if (!purchase || !created) throw new Error('An event is missing');
  await deliverUntilTaken([purchase, created]);
  await settle(`refunds/${id}`, 'failed');
  const failed = (await eventsAbout(paid)).at(-1);
  if (failed?.type !== 'refund.failed') throw new Error('The failure is missing');
  await deliverUntilTaken([failed]);
  for (const event of [created, failed]) {
    expect(await world.deliver('send-email', event)).toEqual({ batchItemFailures: [] });
  }
  const subjects = (await world.mailsTo(paid.email)).map(({ subject }) => subject);
  expect(subjects).toEqual(['Our refund of $5.00 did not reach you']);
});

test('a dispute that ends in parts says who has what', async () => {
  const paid = await orderPaidAt(lab.stripe, world, 25);
  await lab.stripe.refunds.create({ payment_intent: paid.paymentIntent, amount: 200 });
  const { id } = await dispute(paid.paymentIntent, { amount: 500 });
  await deliverUntilTaken(await eventsAbout(paid));
  await settle(`disputes/${id}`, 'lost');
  const reinstated = (await eventsAbout(paid)).at(-1);
  if (!reinstated) throw new Error('The end is missing');
  await deliverUntilTaken([reinstated]);
  await world.deliver('send-email', reinstated);
  const [mail] = await world.mailsTo(paid.email);
  expect(mail?.subject).toBe('The dispute over $5.00 is settled');
  expect(mail?.body.text).toContain(
    'You keep $3.00 of it. The other $2.00 came back to us, because you had it already.',
  );
  expect(mail?.body.text).toContain('This changes nothing about the 25 credits. Your balance is now 0.');
});

describe('what waiting will not mend is parked with a reason', () => {
  const refundEvent = (object: Record<string, unknown>): StripeEvent => ({
    id: `evt_refund_${Math.random().toString(36).slice(2)}`,
    object: 'event',
    type: 'refund.created',
    created: 1_790_000_000,
    livemode: false,
    data: { object: { object: 'refund', currency: 'usd', status: 'succeeded', ...object } },
  });

  test.each([
    ['a refund that Stripe does not know', { id: 're_unknown' }, 'Stripe knows no refund re_unknown'],
    ['a refund without an id', { amount: 5 }, 'The refund or dispute has a shape that is not known'],
  ])('%s', async (_, object, reason) => {
    const event = refundEvent(object);
    expect((await world.deliver('grant-credits', event)).batchItemFailures).toEqual([]);
    expect(await world.parkedReason(event.id, 'grant-credits')).toBe(reason);
  });

  test('a refund in another currency than its payment', async () => {
    const paid = await orderPaidAt(lab.stripe, world, 25);
    const made = await lab.stripe.refunds.create({ payment_intent: paid.paymentIntent, amount: 100 });
    await world.table.update({
      Key: keys.payment(paid.userId, paid.order.paymentId),
      UpdateExpression: 'SET currency = :eur',
      ExpressionAttributeValues: { ':eur': 'eur' },
    });
    const event = refundEvent({ id: made.id });
    await world.deliver('grant-credits', event);
    expect(await world.parkedReason(event.id, 'grant-credits')).toBe(
      `${made.id} is in usd, the payment ${paid.order.paymentId} in eur`,
    );
  });

  test('a refund of a payment that no checkout was for', async () => {
    const event = refundEvent({ id: 're_elsewhere', payment_intent: 'pi_elsewhere' });
    await world.deliver('send-email', event);
    expect(await world.parkedReason(event.id, 'send-email')).toBe(
      're_elsewhere is about pi_elsewhere, which no checkout or invoice was for',
    );
  });

  test('and is forgotten after ninety days', async () => {
    const event = refundEvent({ id: 're_unknown' });
    await world.deliver('grant-credits', event);
    const row = await world.table.get(keys.eventConsumer(event.id, 'grant-credits'));
    expect(row?.expiresAtEpochSeconds).toBe(Date.parse('2027-02-19T10:00:00Z') / 1_000);
  });

  test("a refund of a customer's payment whom no user has", async () => {
    const paid = await orderPaidAt(lab.stripe, world, 25);
    const made = await lab.stripe.refunds.create({ payment_intent: paid.paymentIntent, amount: 100 });
    await world.table.remove({ Key: keys.customer(paid.customer) });
    const event = refundEvent({ id: made.id });
    await world.deliver('grant-credits', event);
    expect(await world.parkedReason(event.id, 'grant-credits')).toBe(
      `No user has the customer ${paid.customer}`,
    );
  });
});
