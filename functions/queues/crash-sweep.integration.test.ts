import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, openLab } from '../../infra/local/stripe/testing/lab.ts';
import {
  type ConsumerWorld,
  purchaseConsumers,
  startConsumerWorld,
} from '../../infra/testing/consumer-world.ts';
import { type Crash, CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import { orderPaidAt } from '../../infra/testing/order-fixture.ts';
import { checkoutEvent } from '../../infra/testing/stripe-events.ts';
import { type StripeEvent, stripeEvent } from '../../lib/contract/stripe-events.ts';
import { keys } from '../../lib/platform/keys.ts';

let lab: Lab;
let world: ConsumerWorld;
beforeAll(async () => {
  // A day ahead of the world's clock, which each run moves on.
  lab = await openLab({ nowSeconds: () => Date.parse('2026-11-22T10:00:00Z') / 1_000 });
  world = await startConsumerWorld({ STRIPE_API_URL: lab.simulator.url });
});
afterAll(async () => {
  await world.close();
  await lab[Symbol.asyncDispose]();
});

type PurchaseConsumer = (typeof purchaseConsumers)[number];

interface Happened {
  userId: string;
  email: string;
  event: StripeEvent;
}

/** An event about a checkout that is otherwise at its beginning. */
const checkout = (type: string, change: object) => async (): Promise<Happened> => {
  const { userId, email, session } = await world.givenOrder();
  return { userId, email, event: checkoutEvent(type, { ...session, ...change }) };
};

/** The latest event of a type at the simulator, about a payment whose credits are there. */
const moneyBack =
  (type: string, happens: (paymentIntent: string) => Promise<unknown>) => async (): Promise<Happened> => {
    const { userId, email, paymentIntent } = await orderPaidAt(lab.stripe, world, 25);
    const latest = async (wanted: string) =>
      stripeEvent.parse((await lab.stripe.events.list({ type: wanted, limit: 1 })).data[0]);
    await world.deliver('grant-credits', await latest('checkout.session.completed'));
    await happens(paymentIntent);
    return { userId, email, event: await latest(type) };
  };

const scenarios: Record<string, () => Promise<Happened>> = {
  'a paid checkout': checkout('completed', {}),
  'a paid checkout with edited words': checkout('completed', { metadata: {}, client_reference_id: null }),
  'a slow payment that fails': checkout('async_payment_failed', { payment_status: 'unpaid' }),
  'a partial refund': moneyBack('refund.created', (payment_intent) =>
    lab.stripe.refunds.create({ payment_intent, amount: 200 }),
  ),
  'a dispute': moneyBack('charge.dispute.funds_withdrawn', (paymentIntent) =>
    lab.control('POST', `/_sim/payments/${paymentIntent}/dispute`, {}),
  ),
};

/**
 * Which AWS calls each consumer makes: the sweep below must not shrink without notice. The checkouts are of months
 * ago, so that recording them says so.
 */
const callsOf: Record<string, Record<PurchaseConsumer, number>> = {
  'a paid checkout': { 'record-event': 2, 'grant-credits': 4, 'send-email': 7 },
  'a paid checkout with edited words': { 'record-event': 2, 'grant-credits': 5, 'send-email': 8 },
  'a slow payment that fails': { 'record-event': 2, 'grant-credits': 3, 'send-email': 6 },
  'a partial refund': { 'record-event': 1, 'grant-credits': 4, 'send-email': 7 },
  'a dispute': { 'record-event': 1, 'grant-credits': 4, 'send-email': 7 },
};

/** Killed between SES's answer and the mark that the mail was sent, it comes twice: the documented second copy. */
const secondCopies: Record<string, string[]> = {
  'a paid checkout': ['5 after', '6 before'],
  'a paid checkout with edited words': ['6 after', '7 before'],
  'a slow payment that fails': ['4 after', '5 before'],
  'a partial refund': ['5 after', '6 before'],
  'a dispute': ['5 after', '6 before'],
};

async function consumed(eventId: string) {
  const states = purchaseConsumers.map(
    async (name) => (await world.table.get(keys.eventConsumer(eventId, name)))?.state,
  );
  return {
    arrived: (await world.table.get(keys.event(eventId))) !== undefined,
    states: await Promise.all(states),
  };
}

/** All three consumers take the event; the named one is killed at one of its calls, and gets it again later. */
async function run(
  happens: () => Promise<Happened>,
  killed: PurchaseConsumer | undefined,
  crash: Crash | undefined,
) {
  const { userId, email, event } = await happens();
  const calls: Partial<Record<PurchaseConsumer, number>> = {};
  for (const name of purchaseConsumers) {
    const awsHttpHandler = new CrashingHandler(name === killed ? crash : undefined);
    const answer = await Promise.race([
      world.deliver(name, event, { awsHttpHandler }),
      awsHttpHandler.crashed,
    ]);
    expect(answer).toEqual(name === killed ? 'crashed' : { batchItemFailures: [] });
    calls[name] = awsHttpHandler.calls;
    // The queue shows the message again when its visibility time-out is over; by then the lease is too.
    world.advanceSeconds(121);
    if (name === killed) expect(await world.deliver(name, event)).toEqual({ batchItemFailures: [] });
  }
  const { entries, ...state } = await world.stateOf(userId);
  const mails = (await world.mailsTo(email)).map(({ subject }) => subject);
  return {
    calls,
    mails,
    state,
    entries: entries.map(({ type: kind, creditsDelta }) => ({ kind, creditsDelta })),
    inbox: await consumed(event.id),
  };
}

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  test('makes the calls that the sweep goes through', async () => {
    expect((await run(scenario, undefined, undefined)).calls).toEqual(callsOf[name]);
  });

  test.each(purchaseConsumers)(
    '%s killed before and after every call, then redelivery, ends as if it had not been',
    async (consumer) => {
      const { calls: _, ...undisturbed } = await run(scenario, undefined, undefined);
      const twice: string[] = [];
      for (let call = 1; call <= (callsOf[name]?.[consumer] ?? 0); call += 1) {
        for (const when of ['before', 'after'] as const) {
          const { calls: __, ...ended } = await run(scenario, consumer, { call, when });
          if (ended.mails.length === 2) twice.push(`${call} ${when}`);
          expect({ call, when, ...ended, mails: [...new Set(ended.mails)] }).toEqual({
            call,
            when,
            ...undisturbed,
          });
        }
      }
      expect(twice).toEqual(consumer === 'send-email' ? secondCopies[name] : []);
    },
    30_000,
  );
});
