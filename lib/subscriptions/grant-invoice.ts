import type { StripeEvent } from '../contract/stripe-events.ts';
import { giveBack } from '../erasure/give-back.ts';
import { type ConsumerOutcome, done, ignored, parked } from '../events/outcome.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { rewardReferral } from '../referrals/reward-referral.ts';
import { cardNewsOf } from './card-news.ts';
import { grantTrial, type TrialDeps } from './grant-trial.ts';
import { type InvoiceDeps, type InvoiceFacts, type PaidMonth, paidFor } from './invoice-months.ts';
import { paidIntentsOf } from './paid-intents.ts';
import { noteYear } from './paid-year.ts';
import { type LevelEntry, monthCause, reachLevel } from './reach-level.ts';
import { readInvoice, subscriptionOf } from './read-invoice.ts';

export type GrantInvoiceDeps = InvoiceDeps & TrialDeps;

/** The cause of what an upgrade brings: its invoice. */
export const upgradeCause = (invoiceId: string, monthStart: string): string =>
  `upgrade:${invoiceId}:${monthStart}`;

/** "Monthly CORE subscription credits" is what clients know it as. */
export function monthEntry(
  {
    invoice,
    subscriptionId,
  }: Pick<InvoiceFacts, 'subscriptionId'> & { invoice: { id: string; created: number } },
  { plan, monthStart, isProration }: Pick<PaidMonth, 'plan' | 'monthStart' | 'isProration'>,
  eventId: string | null,
): LevelEntry {
  const source = { sourceKind: 'invoice', sourceId: invoice.id, eventId };
  if (!isProration) {
    const notes = `Monthly ${plan.tier} subscription credits`;
    return { ...source, cause: monthCause(subscriptionId), causedAt: monthStart, notes };
  }
  return {
    ...source,
    cause: upgradeCause(invoice.id, monthStart),
    causedAt: isoFromEpochSeconds(invoice.created),
    notes: `Upgrade to ${plan.tier}: the month's further credits`,
  };
}

async function grantMonth(
  table: Table,
  userId: string,
  { facts, month, eventId }: { facts: InvoiceFacts; month: PaidMonth; eventId: string },
): Promise<number> {
  const { subscriptionId, invoice } = facts;
  const owner = { userId, subscriptionId };
  return reachLevel(
    table,
    { ...owner, monthStart: month.monthStart, credits: month.plan.credits },
    monthEntry(facts, month, eventId),
    () => noteYear(table, month, { ...owner, invoiceId: invoice.id }),
  );
}

interface Payer {
  userId: string;
  /** When they deleted their account. */
  erasedAt?: string;
}

async function payerOf(table: Table, customerId: string | null | undefined): Promise<Payer | undefined> {
  const customer = customerId ? await table.get(keys.customer(customerId)) : undefined;
  if (typeof customer?.userId !== 'string') return undefined;
  const { userId, erasedAt } = customer;
  return typeof erasedAt === 'string' ? { userId, erasedAt } : { userId };
}

/** What is paid when nobody is left to use it was granted for the books, and is given back. */
async function givenBack(
  deps: GrantInvoiceDeps,
  { invoice }: InvoiceFacts,
  erasedAt: string,
): Promise<ConsumerOutcome | undefined> {
  const paidAt = isoFromEpochSeconds(invoice.status_transitions?.paid_at ?? invoice.created);
  if (paidAt < erasedAt || invoice.amount_paid === 0) return undefined;
  const stripe = await deps.stripe();
  const intents: string[] = [];
  for await (const intent of paidIntentsOf(stripe, invoice.id)) intents.push(intent);
  return giveBack(stripe, { what: invoice.id, intents });
}

async function grantAll(
  deps: GrantInvoiceDeps,
  userId: string,
  { facts, eventId }: { facts: InvoiceFacts; eventId: string },
): Promise<ConsumerOutcome> {
  let granted = facts.trial ? await grantTrial(deps, { userId, facts, plan: facts.trial, eventId }) : 0;
  if (granted === undefined) return ignored(`The trial of ${facts.subscriptionId} waits for its card`);
  for (const month of facts.months)
    granted += await grantMonth(deps.table, userId, { facts, month, eventId });
  const { id: paymentId, amount_paid: amountCents, created } = facts.invoice;
  const causedAt = isoFromEpochSeconds(created);
  await rewardReferral(deps, { userId, paymentId, amountCents, causedAt, eventId });
  return done(`${facts.invoice.id} of ${facts.subscriptionId} brought ${granted} credits`);
}

interface PaidCommand {
  payer: Payer;
  invoiceId: string;
  customerId: string | null | undefined;
  eventId: string;
}

/**
 * What `invoice.paid` and `invoice.payment_succeeded` do to credits: both tell of one payment, and either is enough.
 * What is granted follows from the invoice's lines as Stripe has them now, never from the event.
 */
export async function grantInvoice(deps: GrantInvoiceDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const told = readInvoice(event.data.object);
  if (!told) return parked('unreadable', 'The invoice has a shape that is not known');
  if (!subscriptionOf(told)) return ignored('The invoice is for no subscription');
  const payer = await payerOf(deps.table, told.customer);
  if (!payer)
    return parked('unknown_customer', `No user has the customer ${told.customer ?? 'of the invoice'}`);
  return grantPaid(deps, { payer, invoiceId: told.id, customerId: told.customer, eventId: event.id });
}

async function grantPaid(
  deps: GrantInvoiceDeps,
  { payer, invoiceId, customerId, eventId }: PaidCommand,
): Promise<ConsumerOutcome> {
  const read = await paidFor(deps, invoiceId);
  if (read.outcome === 'parked') return read.parked;
  if (read.outcome === 'none') return ignored(read.why);
  // The event's own words found the user; what Stripe has now must say the same.
  if (read.facts.invoice.customer !== customerId)
    return parked('unknown_customer', `${invoiceId} is not of the customer that the event names`);
  const { userId, erasedAt } = payer;
  const outcome = await grantAll(deps, userId, { facts: read.facts, eventId });
  const back = erasedAt === undefined ? undefined : await givenBack(deps, read.facts, erasedAt);
  return back ?? outcome;
}

/** A trial begins when somebody confirms a card for it: its invoice, paid long before, brings its credits now. */
export async function grantConfirmedTrial(
  deps: GrantInvoiceDeps,
  event: StripeEvent,
): Promise<ConsumerOutcome> {
  const told = cardNewsOf(event);
  if (!told) return ignored('It brings no card to a trial');
  const { customerId, invoiceId } = told;
  const payer = await payerOf(deps.table, customerId);
  if (!payer) return parked('unknown_customer', `No user has the customer ${customerId}`);
  return grantPaid(deps, { payer, invoiceId, customerId, eventId: event.id });
}
