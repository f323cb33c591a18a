import type Stripe from 'stripe';
import { createHandler as grantMonths } from '../../functions/schedules/grant-months.ts';
import { consumersOf, type StripeEvent, stripeEvent } from '../../lib/contract/stripe-events.ts';
import { keys, ledgerPrefix, subscriptionPrefix } from '../../lib/platform/keys.ts';
import { trialMarkers } from '../../lib/subscriptions/trials.ts';
import { parseUser } from '../../lib/users/user-item.ts';
import { type BillingLab, openBillingLab, START } from '../local/stripe/testing/subscriptions.ts';
import { type ConsumerName, type ConsumerWorld, startConsumerWorld } from './consumer-world.ts';

const userId = 'usr_01SUBSCRIBER00000000000000';

/** What was due by now has happened when this is answered. */
const happened = (lab: BillingLab) => lab.control('GET', '/_sim/clock');

/** The shipped catalog, with every plan by the year too. */
const plansFile = new URL('yearly-plans.json', import.meta.url).pathname;

type Prices = BillingLab['prices'] & { coreYearly: string; studioYearly: string };

async function withYears(lab: BillingLab): Promise<BillingLab & { prices: Prices }> {
  const product = await lab.stripe.products.create({ name: 'By the year' });
  const priced = async (unit_amount: number) => {
    const recurring = { interval: 'year' } as const;
    const made = await lab.stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount,
      recurring,
    });
    return made.id;
  };
  const years = { coreYearly: await priced(4990), studioYearly: await priced(29_900) };
  return Object.assign(lab, { prices: { ...lab.prices, ...years } });
}

/** Cue's consumers beside the simulator at the same time, and Ada's account with its customer. */
async function consumersBeside(lab: BillingLab & { prices: Prices }): Promise<ConsumerWorld> {
  const { core, pro, proYearly, studio, coreYearly, studioYearly } = lab.prices;
  const world = await startConsumerWorld({
    STRIPE_API_URL: lab.simulator.url,
    STRIPE_PRICE_ID_CORE: core,
    STRIPE_PRICE_ID_PRO: pro,
    STRIPE_PRICE_ID_PRO_YEARLY: proYearly,
    STRIPE_PRICE_ID_STUDIO: studio,
    STRIPE_PRICE_ID_CORE_YEARLY: coreYearly,
    STRIPE_PRICE_ID_STUDIO_YEARLY: studioYearly,
    PLANS_FILE: plansFile,
  });
  const startAt = new Date(START * 1_000);
  world.advanceSeconds(START - Math.floor(world.outside.clock.now().getTime() / 1_000));
  const customerId = lab.customer.id;
  await world.table.put({
    Item: {
      ...keys.user(userId),
      userId,
      email: 'ada@example.com',
      stripeCustomerId: customerId,
      createdAt: startAt.toISOString(),
      updatedAt: startAt.toISOString(),
    },
  });
  await world.table.put({ Item: { ...keys.customer(customerId), userId, customerId } });
  return world;
}

/** What the person has, as it stands in the table. */
function readings(world: ConsumerWorld) {
  async function prefixed(prefix: string) {
    const { items } = await world.table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': prefix },
    });
    return items;
  }

  return {
    async user() {
      return parseUser((await world.table.get(keys.user(userId))) ?? {});
    },
    rows: () => prefixed(subscriptionPrefix),
    async entries() {
      const items = await prefixed(ledgerPrefix);
      return items.map(({ causedAt, type, creditsDelta, notes }) => ({
        causedAt,
        type,
        creditsDelta,
        notes,
      }));
    },
    async deltas(): Promise<unknown[]> {
      return (await prefixed(ledgerPrefix)).map(({ creditsDelta }) => creditsDelta);
    },
  };
}

/**
 * A subscriber at the Stripe simulator, and Cue's consumers, which get its events in whatever order a test says. Both
 * clocks stand still between moves.
 */
export async function openSubscriptionWorld() {
  const lab = await withYears(await openBillingLab());
  const world = await consumersBeside(lab);
  const customerId = lab.customer.id;
  const runMonths = grantMonths(world.outside);
  const seen = new Set<string>();

  /** What Stripe has told since it was last asked, the oldest first. */
  async function news(): Promise<StripeEvent[]> {
    await happened(lab);
    const all: StripeEvent[] = [];
    for await (const event of lab.stripe.events.list({ limit: 100 })) {
      if (seen.has(event.id)) break;
      all.push(stripeEvent.parse(event));
    }
    for (const { id } of all) seen.add(id);
    return all.reverse();
  }

  async function consume(consumer: ConsumerName, event: StripeEvent): Promise<void> {
    const { batchItemFailures } = await world.deliver(consumer, event);
    if (batchItemFailures.length > 0) throw new Error(`${consumer} failed at ${event.type}`);
  }

  /** Brings all news to both consumers. */
  async function settle(events?: StripeEvent[]): Promise<void> {
    for (const event of events ?? (await news())) {
      for (const consumer of ['sync-subscription', 'grant-credits'] as const) {
        if (consumersOf(event.type).includes(consumer)) await consume(consumer, event);
      }
    }
  }

  return {
    lab,
    world,
    userId,
    customerId,
    news,
    consume,
    settle,
    /** Moves both clocks, step by step from one thing that falls due at Stripe to the next. */
    async passDays(days: number): Promise<void> {
      const hours = Math.ceil(days * 24);
      for (let hour = 0; hour < hours; hour += 12) {
        const step = Math.min(12, hours - hour) * 3_600;
        lab.passSeconds(step);
        world.advanceSeconds(step);
        await happened(lab);
      }
    },
    runMonths: () => runMonths({}),
    subscribe: (price: string, more: Partial<Stripe.SubscriptionCreateParams> = {}) =>
      lab.stripe.subscriptions.create({ customer: customerId, items: [{ price }], ...more }),
    /** As `change-plan` does it. */
    async upgrade(
      subscription: { id: string },
      price: string,
      more: Partial<Stripe.SubscriptionUpdateParams> = {},
    ) {
      const { items } = await lab.stripe.subscriptions.retrieve(subscription.id);
      return lab.stripe.subscriptions.update(subscription.id, {
        items: [{ id: items.data[0]?.id ?? '', price }],
        proration_behavior: 'always_invoice',
        payment_behavior: 'pending_if_incomplete',
        ...more,
      });
    },
    /** As if the card had paid for a trial under somebody else's account. */
    async cardHadTrial(): Promise<void> {
      const { data } = await lab.stripe.customers.listPaymentMethods(customerId);
      const other = {
        email: 'other@example.com',
        identities: [],
        cardFingerprint: data[0]?.card?.fingerprint ?? '',
      };
      const [, marker] = trialMarkers(world.environment.IDENTITY_HASH_KEY ?? '', other);
      await world.table.put({ Item: { ...marker, subscriptionId: 'sub_of_somebody_else' } });
    },
    ...readings(world),
    async close(): Promise<void> {
      await world.close();
      await lab[Symbol.asyncDispose]();
    },
  };
}

export type SubscriptionWorld = Awaited<ReturnType<typeof openSubscriptionWorld>>;
