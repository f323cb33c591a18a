import type Stripe from 'stripe';
import { type Prices, soldAt } from '../offer.ts';
import type { Scene } from '../scene.ts';
import { insist } from './insist.ts';
import type { PersonSeen, Snapshot } from './snapshot.ts';

const isoOf = (seconds: number | null | undefined) =>
  typeof seconds === 'number' ? new Date(seconds * 1_000).toISOString() : null;

/** What of a subscription tells one moment of it from the next. */
function lookAtStripe(told: Stripe.Subscription, prices: Prices): string {
  const [item] = told.items.data;
  const sold = soldAt(prices, item?.price.id);
  const periodEnd = isoOf(item?.current_period_end);
  const cancelAt = isoOf(told.cancel_at) ?? (told.cancel_at_period_end ? periodEnd : null);
  const isPaused = told.pause_collection !== null;
  return [
    told.status,
    sold?.tier,
    sold?.interval,
    periodEnd,
    cancelAt,
    isoOf(told.canceled_at),
    isPaused,
  ].join();
}

function lookHere({ plan }: { plan: PersonSeen['plans'][number] }): string {
  const { status, tier, interval, currentPeriodEnd, cancelAt, canceledAt, collectionPaused } = plan;
  return [status, tier, interval, currentPeriodEnd, cancelAt, canceledAt, collectionPaused].join();
}

type Moments = ReadonlyMap<string, Stripe.Subscription[]>;

/** How the subscriptions were, one moment after the other, with what Stripe has told nobody yet. */
async function momentsNow({ known, stripe }: Pick<Scene, 'known' | 'stripe'>): Promise<Moments> {
  const moments = new Map(known.moments);
  for (const { data } of await stripe.untoldEvents()) {
    const told = data.object;
    if (!('object' in told) || told.object !== 'subscription') continue;
    const subscription = told as Stripe.Subscription;
    moments.set(subscription.id, [...(moments.get(subscription.id) ?? []), subscription]);
  }
  return moments;
}

/** A row never goes back to what the subscription was before that which the row has shown already. */
function neverOlder(
  { moments: all, prices }: { moments: Moments; prices: Prices },
  before: PersonSeen | undefined,
  { plans }: PersonSeen,
): void {
  for (const plan of plans) {
    const earlier = before?.plans.find(({ subscriptionId }) => subscriptionId === plan.subscriptionId);
    if (!earlier || earlier.version === plan.version) continue;
    const moments = (all.get(String(plan.subscriptionId)) ?? []).map((one) => lookAtStripe(one, prices));
    const was = moments.indexOf(lookHere({ plan: earlier }));
    const is = moments.lastIndexOf(lookHere({ plan }));
    const words = `${plan.subscriptionId} was ${moments[was]} here, and goes back to ${moments[is]}`;
    insist(was === -1 || is === -1 || is >= was, words);
  }
}

const versionsOf = (people: Snapshot) =>
  [...people.values()].flatMap(({ plans }) => plans.map(({ version }) => version)).join();

/** After each write; Stripe is asked only when a row of a plan was written. */
export async function holdPlansMoveOn(
  scene: Pick<Scene, 'known' | 'stripe'>,
  before: Snapshot,
  now: Snapshot,
): Promise<void> {
  if (versionsOf(before) === versionsOf(now)) return;
  const seen = { moments: await momentsNow(scene), prices: scene.stripe.prices };
  for (const [userId, person] of now) neverOlder(seen, before.get(userId), person);
}
