import { expect, jest, test } from '@jest/globals';
import { type MailedWorld, openMailedWorld } from '../../infra/testing/mailed-world.ts';
import { consumedEventTypes, type StripeEvent } from '../../lib/contract/stripe-events.ts';

jest.setTimeout(120_000);

const consumers = ['sync-subscription', 'grant-credits', 'send-email'] as const;

/** A trial, its first payment, an upgrade, a renewal that fails once, and the end. */
async function liveThrough({ lab, subscribe, upgrade, passDays }: MailedWorld): Promise<void> {
  const subscription = await subscribe(lab.prices.core, { trial_period_days: 7 });
  await passDays(10);
  await upgrade(subscription, lab.prices.pro);
  await passDays(1);
  await lab.control('POST', `/_sim/subscriptions/${subscription.id}/fail-payments`, { count: 1 });
  await passDays(32);
  await lab.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  await passDays(30);
}

/** Every event twice at each of its consumers, in an order that the seed decides. */
function shuffled(events: StripeEvent[], seed: number) {
  const deliveries = [...events, ...events].flatMap((event) =>
    consumers
      .filter((one) => (consumedEventTypes[one] as readonly string[]).includes(event.type))
      .map((consumer) => ({ consumer, event })),
  );
  const rank = (i: number) => Math.sin((i + 1) * 7_919 * seed);
  return deliveries
    .map((delivery, i) => ({ delivery, rank: rank(i) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ delivery }) => delivery);
}

async function deliverAll({ world }: MailedWorld, queue: ReturnType<typeof shuffled>): Promise<void> {
  let waiting = queue;
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round === 10) throw new Error(`Still waiting: ${waiting.map(({ event }) => event.type).join(', ')}`);
    const again: typeof waiting = [];
    for (const delivery of waiting) {
      const { batchItemFailures } = await world.deliver(delivery.consumer, delivery.event);
      if (batchItemFailures.length > 0) again.push(delivery);
    }
    waiting = again;
  }
}

test.each([1, 2, 3, 4])(
  'told in any order after all is over, each receipt comes once and nothing stale is said (%i)',
  async (seed) => {
    const scene = await openMailedWorld();
    try {
      await liveThrough(scene);
      await deliverAll(scene, shuffled(await scene.news(), seed));
      expect((await scene.subjects()).sort()).toEqual([
        'Your Pro plan has ended',
        'Your receipt: Core plan for $4.99',
        'Your receipt: Pro plan for $14.99',
        'Your receipt: Pro plan for $9.03',
      ]);
    } finally {
      await scene.close();
    }
  },
);
