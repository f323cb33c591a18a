import type Stripe from 'stripe';
import type { Known } from '../known.ts';
import { type Prices, soldAt } from '../offer.ts';
import type { Scene } from '../scene.ts';
import { insist } from './insist.ts';
import { holdStanding } from './plan-standing.ts';
import { inOrder, type PersonSeen, type Snapshot } from './snapshot.ts';

/** A subscription as Stripe has it now, with what of it is overdue. */
export interface PlanAtStripe {
  subscription: Stripe.Subscription;
  overdueSince: number | undefined;
}

type Row = Record<string, unknown>;

/** Everything of plans at Stripe; what is known of invoices is brought up to date with it. */
export async function readPlans({ stripe: { client }, known }: Scene): Promise<PlanAtStripe[]> {
  const plans: PlanAtStripe[] = [];
  for (const id of known.moments.keys()) {
    const subscription = await client.subscriptions.retrieve(id, { expand: ['schedule', 'latest_invoice'] });
    const { data } = await client.invoices.list({ subscription: id, limit: 100 });
    for (const invoice of data) known.learn(invoice);
    const open = data.filter(({ status }) => status === 'open').map(({ created }) => created);
    plans.push({ subscription, overdueSince: open.length > 0 ? Math.min(...open) : undefined });
  }
  return plans;
}

const isoOf = (seconds: number | null | undefined) =>
  typeof seconds === 'number' ? new Date(seconds * 1_000).toISOString() : null;

const over = ['canceled', 'incomplete_expired'];
const isLive = ({ status }: Stripe.Subscription) => ![...over, 'incomplete'].includes(status);

/** What the row must say, by Stripe's object. */
function wanted({ subscription: told }: PlanAtStripe, prices: Prices): Row {
  const [item] = told.items.data;
  const sold = soldAt(prices, item?.price.id);
  const periodEnd = isoOf(item?.current_period_end);
  const cancelAt = isoOf(told.cancel_at) ?? (told.cancel_at_period_end ? periodEnd : null);
  return {
    status: told.status,
    tier: sold?.tier,
    interval: sold?.interval,
    amountCents: item?.price.unit_amount,
    currentPeriodStart: isoOf(item?.current_period_start),
    currentPeriodEnd: periodEnd,
    cancelAt,
    cancelAtPeriodEnd: cancelAt !== null,
    canceledAt: isoOf(told.canceled_at),
    endedAt: isoOf(told.ended_at),
    trialEnd: isoOf(told.trial_end),
    collectionPaused: told.pause_collection !== null,
    scheduleId: typeof told.schedule === 'object' ? (told.schedule?.id ?? null) : told.schedule,
  };
}

function holdRow(plan: PlanAtStripe, person: PersonSeen, prices: Prices): void {
  const { id } = plan.subscription;
  const row = person.plans.find(({ subscriptionId }) => subscriptionId === id);
  insist(row !== undefined, `${id} has no row`);
  for (const [field, value] of Object.entries(wanted(plan, prices))) {
    insist(row[field] === value, `${field} of ${id} is ${row[field]}, at Stripe it is ${value}`);
  }
  const waits = (row.pendingChange as { waitsFor?: string } | null)?.waitsFor === 'payment';
  const isPending = plan.subscription.pending_update !== null && isLive(plan.subscription);
  insist(waits === isPending, `${id} waits for a payment here: ${waits}, at Stripe: ${isPending}`);
}

/** The copy at the person: of those that are live the earliest; else of one that they had. It is like its row. */
function holdCopy(userId: string, plans: PlanAtStripe[], { plan: copy, plans: rows }: PersonSeen): void {
  const live = plans.map(({ subscription }) => subscription).filter(isLive);
  insist(live.length <= 1, `${userId} pays for ${live.length} plans`);
  insist(plans.length === 0 || copy !== undefined, `${userId} has a plan, and no copy of it`);
  if (!copy) return;
  const [counting] = live;
  const words = `The plan of ${userId} is ${copy.subscriptionId}, and should be ${counting?.id}`;
  insist(!counting || counting.id === copy.subscriptionId, words);
  const row = rows.find(({ subscriptionId }) => subscriptionId === copy.subscriptionId) ?? {};
  for (const [field, value] of Object.entries(copy)) {
    const isSame = JSON.stringify(row[field], inOrder) === JSON.stringify(value, inOrder);
    insist(isSame, `${field} of the plan of ${userId} is not that of its row`);
  }
}

/** What the plan gives follows Stripe's word of it. */
function holdStandingOf(
  userId: string,
  { plan: copy }: PersonSeen,
  plans: PlanAtStripe[],
  prices: Prices,
): void {
  const plan = plans.find(({ subscription }) => subscription.id === copy?.subscriptionId);
  if (!copy || !plan) return;
  const { subscription, overdueSince } = plan;
  const tier = soldAt(prices, subscription.items.data[0]?.price.id)?.tier ?? 'FREE';
  holdStanding(userId, copy, { status: subscription.status, tier, overdueSince });
}

const ownedBy = ({ known }: { known: Known }, userId: string, plans: PlanAtStripe[]) =>
  plans.filter(({ subscription }) => known.ownerOf(subscription) === userId);

/** Every plan is here what it is at Stripe once all is delivered. */
export function holdPlans({ known, stripe: { prices } }: Scene, plans: PlanAtStripe[], now: Snapshot): void {
  for (const { userId } of known.people) {
    const person = now.get(userId);
    if (!person) continue;
    const theirs = ownedBy({ known }, userId, plans);
    for (const plan of theirs) holdRow(plan, person, prices);
    holdCopy(userId, theirs, person);
    holdStandingOf(userId, person, theirs, prices);
  }
}
