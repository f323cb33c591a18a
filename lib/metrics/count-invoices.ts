import type Stripe from 'stripe';
import type { Metrics } from '../contract/admin-routes.ts';
import { epochSeconds, isoFromEpochSeconds } from '../platform/clock.ts';
import type { MoneyTally } from './money-tally.ts';
import { monthOf, startOfMonth } from './months.ts';

interface InvoiceCount {
  stripe: Stripe;
  money: MoneyTally;
  /** Those of ours: another product may share the Stripe account. */
  subscriptionIds: ReadonlySet<string>;
  mostPages: number;
}

// An invoice is tried for three weeks at most: what is older than the month before last does not change any more.
const monthsRecounted = 2;

/** From when on invoices are asked for: all of them the first time, later the months that may still change. */
export function countedFrom(before: Metrics | undefined): string | undefined {
  const last = before?.invoicesCountedAt;
  return last ? startOfMonth(monthOf(last), -monthsRecounted) : undefined;
}

function subscriptionIdOf({ parent }: Stripe.Invoice): string | undefined {
  const of = parent?.subscription_details?.subscription;
  return typeof of === 'string' ? of : of?.id;
}

/**
 * Adds the paid invoices made since then, in the month in which each was made; what Stripe was paid stands on no row of
 * ours. False when there are more pages than are allowed.
 */
export async function countInvoices(
  { stripe, money, subscriptionIds, mostPages }: InvoiceCount,
  since: string | undefined,
): Promise<boolean> {
  let after: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await stripe.invoices.list({
      status: 'paid',
      limit: 100,
      ...(since ? { created: { gte: epochSeconds(new Date(since)) } } : {}),
      ...(after ? { starting_after: after } : {}),
    });
    for (const invoice of page.data) {
      const { created, currency, amount_paid: cents } = invoice;
      const month = monthOf(isoFromEpochSeconds(created));
      if (subscriptionIds.has(subscriptionIdOf(invoice) ?? ''))
        money.add(month, currency, 'subscriptions', cents);
    }
    after = page.data.at(-1)?.id;
    if (!page.has_more) return true;
  }
  return false;
}

/** What was counted before of months that are not asked for again. */
export function keepCounted(money: MoneyTally, before: Metrics | undefined, since: string | undefined): void {
  if (!before || !since) return;
  for (const { month, revenue } of before.months) {
    if (startOfMonth(month) >= since) continue;
    for (const { currency, subscriptions } of revenue)
      money.add(month, currency, 'subscriptions', subscriptions);
  }
}
