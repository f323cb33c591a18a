import { type Parked, parked } from '../events/outcome.ts';
import type { Compared } from '../payments/difference.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { parseUser } from '../users/user-item.ts';
import { lacksMonths } from './compare-year.ts';
import type { TrialDeps } from './grant-trial.ts';
import { factsOf, type InvoiceFacts, loadInvoice } from './invoice-months.ts';
import { creditsGrantedBy, type InvoicePaymentDeps, isGranted } from './invoice-payment.ts';
import { lacksCard } from './lacks-card.ts';
import type { StripeInvoice } from './read-invoice.ts';
import { trialMarkers } from './trials.ts';

export type CompareInvoiceDeps = InvoicePaymentDeps &
  Pick<TrialDeps, 'trialKey'> & { outside: Pick<Outside, 'clock'> };

/**
 * A trial's invoice marks its person as it brings the credits; who was marked before gets none, nor does a trial that
 * waits for its card.
 */
async function isTrialSettled(
  { table, stripe, trialKey }: CompareInvoiceDeps,
  userId: string,
  { trial, subscriptionId }: InvoiceFacts,
): Promise<boolean> {
  const item = trial && (await table.get(keys.user(userId)));
  if (!item) return true;
  const markers = await table.getAll(trialMarkers(trialKey, parseUser(item)));
  if (markers.some((marker) => marker !== undefined)) return true;
  const client = await stripe();
  const subscription = await client.subscriptions.retrieve(subscriptionId);
  return subscription.trial_start === null || lacksCard(client, subscription);
}

/** What Stripe has not got was parked for that. */
function staffMustLook(stripeId: string, { code, reason }: Parked, ours?: string): Compared {
  return code === 'not_at_stripe' ? 'same' : { stripeId, ours, words: reason, staff: code };
}

async function userOf(table: Table, { customer }: StripeInvoice): Promise<string | undefined> {
  const item = customer ? await table.get(keys.customer(customer)) : undefined;
  return typeof item?.userId === 'string' ? item.userId : undefined;
}

async function comparePaid(deps: CompareInvoiceDeps, userId: string, facts: InvoiceFacts): Promise<Compared> {
  const isSettled =
    (await isGranted(deps.table, userId, facts)) && (await isTrialSettled(deps, userId, facts));
  const { id: stripeId } = facts.invoice;
  if (!isSettled)
    return { stripeId, ours: userId, words: 'Paid at Stripe, its credits are not granted here' };
  const now = deps.outside.clock.now();
  for (const month of facts.months) {
    const words = 'A month of the year that it paid has brought no credits here';
    if (await lacksMonths(deps.table, { userId, facts, month }, now))
      return { stripeId, ours: userId, words };
  }
  return 'same';
}

async function compareUnpaid(
  deps: CompareInvoiceDeps,
  userId: string,
  facts: InvoiceFacts,
): Promise<Compared> {
  const { id: stripeId, status } = facts.invoice;
  const granted = await creditsGrantedBy(deps.table, userId, facts);
  if (granted === 0) return 'same';
  const words = `It is ${status} at Stripe, and ${granted} credits were granted for it here`;
  return { stripeId, ours: userId, words, staff: 'unpaid_grant' };
}

/**
 * Holds a subscription's invoice against the credits that it should have brought. What is not paid and cannot be read,
 * or is nobody's here, is none of our business.
 */
export async function compareInvoice(deps: CompareInvoiceDeps, stripeId: string): Promise<Compared> {
  const loaded = await loadInvoice(deps, stripeId);
  if (loaded.outcome === 'none') return 'same';
  if (loaded.outcome === 'parked') return staffMustLook(stripeId, loaded.parked);
  const { invoice, subscriptionId } = loaded;
  const isPaid = invoice.status === 'paid';
  const userId = await userOf(deps.table, invoice);
  if (!userId) {
    const reason = `Paid at Stripe. No user has the customer ${invoice.customer ?? 'of the invoice'}`;
    return isPaid ? staffMustLook(stripeId, parked('unknown_customer', reason)) : 'same';
  }
  const read = await factsOf(deps, invoice, subscriptionId);
  if (read.outcome === 'parked') return isPaid ? staffMustLook(stripeId, read.parked, userId) : 'same';
  return isPaid ? comparePaid(deps, userId, read.facts) : compareUnpaid(deps, userId, read.facts);
}
