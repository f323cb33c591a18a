import type { PriceBook } from '../plans/price-book.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import type { StripeSubscription } from './read-subscription.ts';
import type { Subscription } from './subscription-item.ts';

type PendingChange = Subscription['pendingChange'];

/** An upgrade whose invoice is not paid yet. Stripe gives it up after 23 hours, or with the period. */
async function waitingForPayment(
  prices: PriceBook,
  { pending_update }: StripeSubscription,
): Promise<PendingChange> {
  const priceId = pending_update?.subscription_items?.find(({ price }) => price)?.price;
  const plan = priceId ? await prices.planOf(priceId) : undefined;
  return plan ? { ...plan, waitsFor: 'payment', effectiveAt: null } : null;
}

/** What the schedule's next phase changes to, if it does. */
async function scheduled(
  prices: PriceBook,
  { schedule }: StripeSubscription,
  { currentPriceId, currentPeriodStart }: { currentPriceId: string; currentPeriodStart: string },
): Promise<PendingChange> {
  if (!schedule || typeof schedule === 'string') return null;
  const next = schedule.phases
    .filter(({ start_date }) => isoFromEpochSeconds(start_date) > currentPeriodStart)
    .sort((a, b) => a.start_date - b.start_date)[0];
  const priceId = next?.items[0]?.price;
  if (!next || !priceId || priceId === currentPriceId) return null;
  const plan = await prices.planOf(priceId);
  return plan ? { ...plan, waitsFor: 'period_end', effectiveAt: isoFromEpochSeconds(next.start_date) } : null;
}

/** The change of plan that is on its way, by a payment that is due or by the end of the period. */
export async function pendingChangeOf(
  prices: PriceBook,
  subscription: StripeSubscription,
  at: { currentPriceId: string; currentPeriodStart: string },
): Promise<PendingChange> {
  return (await waitingForPayment(prices, subscription)) ?? (await scheduled(prices, subscription, at));
}
