import type Stripe from 'stripe';
import type { Metrics } from '../contract/admin-routes.ts';
import type { Outside } from '../platform/outside.ts';
import { isWithoutStripe, orUpstreamFailure } from '../platform/stripe.ts';
import type { Table } from '../platform/table.ts';
import { countedFrom, countInvoices, keepCounted } from './count-invoices.ts';
import { countRows, type Limits, type Tallies } from './count-rows.ts';
import { keepMetrics, readMetrics } from './metrics-item.ts';
import { monthOf, monthsBetween } from './months.ts';

export interface MetricsDeps {
  table: Table;
  outside: Outside;
  stripe(): Promise<Stripe>;
}

/** All that one request has time for: some 20 MB of rows, and a thousand invoices. */
export const withinARequest: Limits = { tablePages: 20, invoicePages: 10 };
export const withoutEnd: Limits = {
  tablePages: Number.POSITIVE_INFINITY,
  invoicePages: Number.POSITIVE_INFINITY,
};

/** Undefined while payments are switched off or not set up: then no subscription is paid. */
async function stripeIfAny({ stripe }: MetricsDeps): Promise<Stripe | undefined> {
  try {
    return await stripe();
  } catch (error) {
    if (isWithoutStripe(error)) return undefined;
    throw error;
  }
}

function metricsOf(tallies: Tallies, now: string, invoicesCountedAt: string | null): Metrics {
  const { credits, money, subscriptions } = tallies;
  const seen = [credits, money, subscriptions].flatMap((tally) => tally.months()).sort();
  const months = monthsBetween(seen[0] ?? monthOf(now), monthOf(now));
  return {
    countedAt: now,
    invoicesCountedAt,
    months: months.map((month) => ({
      month,
      revenue: money.inMonth(month),
      ...subscriptions.inMonth(month),
      ...credits.inMonth(month),
    })),
    plans: subscriptions.plans(),
    trials: subscriptions.trials(now),
    credits: credits.all(),
  };
}

/**
 * Counts all that admins are shown and keeps it: exact, from the rows of ledger, payments and subscriptions and from
 * Stripe's paid invoices. Undefined, and nothing kept, when there is more than the limits allow.
 */
export async function countMetrics(deps: MetricsDeps, limits: Limits): Promise<Metrics | undefined> {
  const { table, outside } = deps;
  const now = outside.clock.now();
  const before = await readMetrics(table);
  const tallies = await countRows(table, limits);
  if (!tallies) return undefined;
  const stripe = await stripeIfAny(deps);
  const since = stripe ? countedFrom(before) : now.toISOString();
  const asked = {
    money: tallies.money,
    subscriptionIds: tallies.subscriptions.ids(),
    mostPages: limits.invoicePages,
  };
  const isCounted =
    !stripe ||
    (await orUpstreamFailure(() => countInvoices({ ...asked, stripe }, since), 'Nothing was counted.'));
  if (!isCounted) return undefined;
  keepCounted(tallies.money, before, since);
  const invoicesCountedAt = stripe ? now.toISOString() : (before?.invoicesCountedAt ?? null);
  const counted = metricsOf(tallies, now.toISOString(), invoicesCountedAt);
  await keepMetrics(table, counted);
  return counted;
}
