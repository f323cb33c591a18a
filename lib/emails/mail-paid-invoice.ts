import type Stripe from 'stripe';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { readBalance } from '../credits/balance.ts';
import { type ConsumerOutcome, done, ignored, NotYet } from '../events/outcome.ts';
import { planOfTier } from '../plans/catalog.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import type { CardNews } from '../subscriptions/card-news.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { rowThatShows } from '../subscriptions/look.ts';
import { nextPayment } from '../subscriptions/next-payment.ts';
import { planOfRow } from '../subscriptions/plan-of-row.ts';
import { isFinal } from '../subscriptions/subscription-item.ts';
import type { EventMailDeps } from './event-mail-deps.ts';
import { creditsOf, isGrantIgnored, waitForGrant } from './invoice-credits.ts';
import { invoiceReceipt } from './invoice-mails.ts';
import { grossCents, type WholeInvoice } from './invoice-rows.ts';
import { sendOnce } from './send-once.ts';
import type { ToldInvoice } from './told-invoice.ts';
import { trialStarted } from './trial-mails.ts';

/** The invoice as Stripe has it now. It shows its first ten lines. */
async function fetchWhole(stripe: Stripe, invoiceId: string): Promise<WholeInvoice> {
  const invoice = await stripe.invoices.retrieve(invoiceId);
  if (!invoice.lines.has_more) return { invoice, lines: invoice.lines.data };
  const lines: Stripe.InvoiceLineItem[] = [];
  for await (const line of stripe.invoices.listLineItems(invoiceId, { limit: 100 })) lines.push(line);
  return { invoice, lines };
}

/** What the invoice brought, and the balance now. */
async function creditFacts({ table }: EventMailDeps, userId: string, { invoice, lines }: WholeInvoice) {
  const times = [invoice.created, ...lines.map(({ period }) => period.start)].map(isoFromEpochSeconds);
  const credits = await creditsOf(table, userId, { invoiceId: invoice.id ?? '', times });
  const { available } = await readBalance(table, userId);
  return { credits, available };
}

/** A trial's first invoice is over nothing: what it starts is told instead. */
async function mailTrial(
  deps: EventMailDeps,
  { subscriptionId, userId, row: known }: ToldInvoice,
  whole: WholeInvoice,
): Promise<ConsumerOutcome> {
  const row = await rowThatShows(deps, { row: known, subscriptionId }, ({ status }) => status === 'trialing');
  if (!row?.trialEnd) return ignored(`${subscriptionId} is in no trial any more`);
  const { catalog, site } = deps;
  const next = await nextPayment(await deps.stripe(), subscriptionId);
  const facts = { catalog, plan: planOfRow(catalog, row), trialEnd: row.trialEnd, next, site };
  const content = trialStarted({ ...facts, ...(await creditFacts(deps, userId, whole)) });
  const result = await sendOnce(deps, { userId, template: 'trial-started', cause: subscriptionId }, content);
  return done(`Mail trial-started of ${subscriptionId} ${result}`);
}

/** The plan that was charged for: of several lines the last, since parts of a plan that was left come first. */
async function boughtWith({ prices, catalog }: EventMailDeps, { lines }: WholeInvoice) {
  const price = lines.findLast(({ amount }) => amount > 0)?.pricing?.price_details?.price;
  const priceId = typeof price === 'object' ? price?.id : price;
  const found = priceId ? await prices.planOf(priceId) : undefined;
  const plan = found && planOfTier(catalog, found.tier);
  return plan && { plan, interval: found.interval };
}

/** When the plan had ended by the time that the invoice was paid, which brings it back no more; undefined otherwise. */
async function endedBefore(
  deps: EventMailDeps,
  { row: known, subscriptionId }: ToldInvoice,
  { invoice }: WholeInvoice,
): Promise<string | undefined> {
  const row = await rowThatShows(deps, { row: known, subscriptionId }, isFinal);
  const paidAt = isoFromEpochSeconds(invoice.status_transitions.paid_at ?? invoice.created);
  return row?.endedAt && row.endedAt < paidAt ? row.endedAt : undefined;
}

async function mailReceipt(
  deps: EventMailDeps,
  told: ToldInvoice,
  whole: WholeInvoice,
): Promise<ConsumerOutcome> {
  const { invoiceId, userId, row } = told;
  if (!row) throw new NotYet('The receipt waits until its subscription is here');
  const { catalog, site } = deps;
  const content = invoiceReceipt({
    catalog,
    whole,
    row,
    bought: await boughtWith(deps, whole),
    endedAt: await endedBefore(deps, told, whole),
    ...(await creditFacts(deps, userId, whole)),
    site,
  });
  const cause = { userId, template: 'invoice-receipt', cause: invoiceId, kind: 'receipts' } as const;
  const result = await sendOnce(deps, cause, content);
  return done(`Receipt of ${invoiceId} ${result}`);
}

/**
 * The mail that a paid invoice is due, once its credits are there. Both events of one payment lead here. One that asked
 * for nothing because a smaller plan left credit has none; one over which a discount went is received like any other.
 */
export async function mailPaidInvoice(
  deps: EventMailDeps,
  event: StripeEvent,
  told: ToldInvoice,
): Promise<ConsumerOutcome> {
  const because = await waitForGrant(deps.table, event);
  if (because) return because;
  const whole = await fetchWhole(await deps.stripe(), told.invoiceId);
  const { status, total } = whole.invoice;
  if (status !== 'paid') return ignored(`${told.invoiceId} is ${status}, not paid`);
  const gross = grossCents(whole);
  const isTrial = gross === 0 && whole.lines.every(({ amount }) => amount === 0);
  if (isTrial && (await isGrantIgnored(deps.table, event)))
    return ignored(`The trial ${told.subscriptionId} begins when its card comes`);
  if (isTrial) return mailTrial(deps, told, whole);
  if (gross <= 0 || total < 0) return ignored(`${told.invoiceId} only gives credit for a smaller plan`);
  return mailReceipt(deps, told, whole);
}

/** A trial that waited for its card begins with that: the event that brings it leads to the trial's invoice. */
export async function mailConfirmedTrial(
  deps: EventMailDeps,
  event: StripeEvent,
  { subscriptionId, customerId, invoiceId }: CardNews,
): Promise<ConsumerOutcome> {
  const found = await findSubscription(deps.table, customerId, subscriptionId);
  if (found.outcome === 'missing') return found.parked;
  const { user, row } = found;
  return mailPaidInvoice(deps, event, { invoiceId, subscriptionId, userId: user.userId, row, attempts: 0 });
}
