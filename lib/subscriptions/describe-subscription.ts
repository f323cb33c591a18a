import type Stripe from 'stripe';
import { type Parked, parked } from '../events/outcome.ts';
import type { PlanPrice, PriceBook } from '../plans/price-book.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { lacksCard } from './lacks-card.ts';
import { pendingChangeOf } from './pending-change.ts';
import {
  cancelAtOf,
  isoOrNull,
  periodOf,
  readSubscription,
  type StripeSubscription,
  type SubscriptionItem,
} from './read-subscription.ts';
import { isFinal, type Subscription } from './subscription-item.ts';

export interface DescribeDeps {
  stripe(): Promise<Stripe>;
  prices: PriceBook;
}

/** What is known of it here: whose it is, and its row until now. */
interface Known {
  userId: string;
  before: Subscription | undefined;
}

export type Described =
  | { outcome: 'read'; subscription: Subscription }
  | { outcome: 'parked'; parked: Parked };

const unreadable = (why: string): Described => ({ outcome: 'parked', parked: parked('unreadable', why) });

const knownStatuses = new Set([
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'canceled',
  'unpaid',
  'paused',
]);

async function planItemOf(prices: PriceBook, { items }: StripeSubscription) {
  for (const item of items.data) {
    const plan = await prices.planOf(item.price.id);
    if (plan) return { item, plan };
  }
  return undefined;
}

/** Since when the oldest open invoice has been due. Stripe renews also what is past due, so the period does not tell. */
async function overdueSinceOf(
  { stripe }: DescribeDeps,
  { id, knownStatus }: { id: string; knownStatus: string },
  currentPeriodStart: string,
): Promise<string | null> {
  if (knownStatus !== 'past_due' && knownStatus !== 'unpaid') return null;
  const open = await (await stripe()).invoices.list({ subscription: id, status: 'open', limit: 100 });
  const oldest = open.data.map(({ created }) => created).sort((a, b) => a - b)[0];
  return oldest === undefined ? currentPeriodStart : isoFromEpochSeconds(oldest);
}

function paymentUrlOf({ latest_invoice }: StripeSubscription): string | null {
  if (!latest_invoice || typeof latest_invoice === 'string' || latest_invoice.status !== 'open') return null;
  return latest_invoice.hosted_invoice_url ?? null;
}

/** Of one that is over it stays as it was: a card can be taken away later. */
async function awaitsCardNow(
  { stripe }: DescribeDeps,
  told: StripeSubscription,
  before: Subscription | undefined,
): Promise<boolean> {
  if (isFinal(told) && before && !before.awaitsCard) return false;
  return lacksCard(await stripe(), told);
}

interface Parts {
  told: StripeSubscription;
  item: SubscriptionItem;
  plan: PlanPrice;
  amountCents: number;
  period: { currentPeriodStart: string; currentPeriodEnd: string };
}

async function compose(
  deps: DescribeDeps,
  { told, item, plan, amountCents, period }: Parts,
  { userId, before }: Known,
): Promise<Subscription> {
  const cancelAt = cancelAtOf(told, period.currentPeriodEnd);
  const knownStatus = knownStatuses.has(told.status) ? told.status : (before?.knownStatus ?? 'incomplete');
  const { currentPeriodStart } = period;
  return {
    subscriptionId: told.id,
    userId,
    customerId: told.customer,
    status: told.status,
    knownStatus,
    ...plan,
    priceId: item.price.id,
    subscriptionItemId: item.id,
    amountCents,
    currency: item.price.currency,
    createdAt: isoFromEpochSeconds(told.created),
    ...period,
    cancelAtPeriodEnd: cancelAt !== null,
    cancelAt,
    canceledAt: isoOrNull(told.canceled_at),
    endedAt: isoOrNull(told.ended_at),
    trialStart: isoOrNull(told.trial_start),
    trialEnd: isoOrNull(told.trial_end),
    awaitsCard: await awaitsCardNow(deps, told, before),
    collectionPaused: Boolean(told.pause_collection),
    overdueSince: await overdueSinceOf(deps, { id: told.id, knownStatus }, currentPeriodStart),
    // Of one that is over nothing need be paid, and no event would tell that it was.
    paymentUrl: isFinal(told) ? null : paymentUrlOf(told),
    scheduleId: typeof told.schedule === 'string' ? told.schedule : (told.schedule?.id ?? null),
    pendingChange: isFinal(told)
      ? null
      : await pendingChangeOf(deps.prices, told, { currentPriceId: item.price.id, currentPeriodStart }),
    duplicateOf: before?.duplicateOf ?? null,
  };
}

/** Stripe's object in our words; parked when it has no plan of ours or a shape that is not known. */
export async function describeSubscription(
  deps: DescribeDeps,
  object: unknown,
  known: Known,
): Promise<Described> {
  const told = readSubscription(object);
  if (!told) return unreadable('The subscription has a shape that is not known');
  const found = await planItemOf(deps.prices, told);
  if (!found) {
    const prices = told.items.data.map(({ price }) => price.id).join(', ');
    return { outcome: 'parked', parked: parked('unknown_price', `${told.id} is at ${prices}`) };
  }
  const { item, plan } = found;
  const period = periodOf(told, item);
  if (!period) return unreadable(`${told.id} tells no period`);
  if (typeof item.price.unit_amount !== 'number') return unreadable(`${item.price.id} tells no amount`);
  const parts = { told, item, plan, period, amountCents: item.price.unit_amount };
  return { outcome: 'read', subscription: await compose(deps, parts, known) };
}
