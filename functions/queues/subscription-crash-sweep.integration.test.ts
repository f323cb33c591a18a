import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type Crash, CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import { openSubscriptionWorld, type SubscriptionWorld } from '../../infra/testing/subscription-world.ts';
import type { StripeEvent } from '../../lib/contract/stripe-events.ts';

jest.setTimeout(120_000);

let world: SubscriptionWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

type Consumer = 'sync-subscription' | 'grant-credits';

interface Scenario {
  consumer: Consumer;
  /** Which AWS calls the consumer makes: the sweep must not shrink without notice. */
  calls: number;
  /** What happens at Stripe; answers the event that the consumer is killed at. */
  happens(world: SubscriptionWorld): Promise<StripeEvent | undefined>;
}

const last = (events: StripeEvent[], type: string) => events.findLast((event) => event.type === type);

const scenarios: Record<string, Scenario> = {
  'the first payment': {
    consumer: 'grant-credits',
    calls: 4,
    happens: async ({ lab, subscribe, news }) => {
      await subscribe(lab.prices.core);
      return last(await news(), 'invoice.paid');
    },
  },
  'an upgrade': {
    consumer: 'grant-credits',
    calls: 4,
    happens: async ({ lab, subscribe, settle, upgrade, news }) => {
      const subscription = await subscribe(lab.prices.core);
      await settle();
      lab.passSeconds(86_400);
      await upgrade(subscription, lab.prices.pro);
      return last(await news(), 'invoice.paid');
    },
  },
  'a year': {
    consumer: 'grant-credits',
    calls: 5,
    happens: async ({ lab, subscribe, news }) => {
      await subscribe(lab.prices.proYearly);
      return last(await news(), 'invoice.paid');
    },
  },
  'a trial': {
    consumer: 'grant-credits',
    calls: 4,
    happens: async ({ lab, subscribe, news }) => {
      await subscribe(lab.prices.core, { trial_period_days: 7 });
      return last(await news(), 'invoice.paid');
    },
  },
  'a trial with a card that has had one': {
    consumer: 'grant-credits',
    calls: 5,
    happens: async ({ lab, subscribe, cardHadTrial, news }) => {
      await cardHadTrial();
      await subscribe(lab.prices.core, { trial_period_days: 7 });
      return last(await news(), 'invoice.paid');
    },
  },
  'a new subscription': {
    consumer: 'sync-subscription',
    calls: 5,
    happens: async ({ lab, subscribe, news }) => {
      await subscribe(lab.prices.core);
      return last(await news(), 'customer.subscription.created');
    },
  },
  'the end of a subscription': {
    consumer: 'sync-subscription',
    calls: 5,
    happens: async ({ lab, subscribe, settle, news }) => {
      const { id } = await subscribe(lab.prices.core);
      await settle();
      await lab.stripe.subscriptions.cancel(id);
      return last(await news(), 'customer.subscription.deleted');
    },
  },
  'a second subscription': {
    consumer: 'sync-subscription',
    calls: 14,
    happens: async ({ lab, subscribe, settle, news }) => {
      await subscribe(lab.prices.core);
      await settle();
      lab.passSeconds(60);
      await subscribe(lab.prices.pro);
      return last(await news(), 'customer.subscription.created');
    },
  },
};

/** The subscriptions by their tier: ids differ from run to run. */
async function endOf({ user, rows, entries, lab }: SubscriptionWorld) {
  const { subscription } = await user();
  const subscriptions = (await rows()).map(({ tier, status, duplicateOf }) => ({
    tier,
    status,
    isDuplicate: duplicateOf !== null,
  }));
  const { data: refunds } = await lab.stripe.refunds.list({});
  return {
    counts: subscription && { tier: subscription.tier, status: subscription.status },
    subscriptions: subscriptions.sort((a, b) => (String(a.tier) < String(b.tier) ? -1 : 1)),
    entries: await entries(),
    refundedCents: refunds.map(({ amount }) => amount),
  };
}

async function run({ consumer, happens }: Scenario, crash: Crash | undefined) {
  world = await openSubscriptionWorld();
  const event = await happens(world);
  if (!event) throw new Error('Stripe told less than it does');
  const awsHttpHandler = new CrashingHandler(crash);
  const answer = await Promise.race([
    world.world.deliver(consumer, event, { awsHttpHandler }),
    awsHttpHandler.crashed,
  ]);
  expect(answer).toEqual(crash ? 'crashed' : { batchItemFailures: [] });
  if (crash) expect(await world.world.deliver(consumer, event)).toEqual({ batchItemFailures: [] });
  const end = await endOf(world);
  await world.close();
  world = undefined;
  return { calls: awsHttpHandler.calls, end };
}

describe.each(Object.entries(scenarios))('%s', (_, scenario) => {
  test('killed before and after every call, then told again, ends as if it had not been', async () => {
    const { calls, end } = await run(scenario, undefined);
    expect(calls).toBe(scenario.calls);
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { end: afterCrash } = await run(scenario, { call, when });
        expect({ call, when, end: afterCrash }).toEqual({ call, when, end });
      }
    }
  });
});
