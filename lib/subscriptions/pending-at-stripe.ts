import type Stripe from 'stripe';
import { isMissingAtStripe } from '../platform/stripe.ts';

/** Lets go of a scheduled change of plan; the subscription goes on as it is. */
export async function releaseSchedule(stripe: Stripe, scheduleId: string): Promise<void> {
  try {
    await stripe.subscriptionSchedules.release(scheduleId);
  } catch (cause) {
    const { status } = await stripe.subscriptionSchedules.retrieve(scheduleId);
    if (status === 'active' || status === 'not_started') throw cause;
  }
}

/** Makes sure that nobody can pay the invoice any more; one that is paid meanwhile stays paid. */
export async function voidInvoice(stripe: Stripe, invoiceId: string): Promise<void> {
  try {
    await stripe.invoices.voidInvoice(invoiceId);
  } catch (cause) {
    const { status } = await stripe.invoices.retrieve(invoiceId);
    if (status === 'open' || status === 'uncollectible') throw cause;
  }
}

/**
 * The open invoice whose payment an upgrade waits for. Not simply the latest: the next renewal makes one too.
 */
export async function pendingInvoice(
  stripe: Stripe,
  { id, pending_update }: Pick<Stripe.Subscription, 'id' | 'pending_update'>,
): Promise<string | undefined> {
  if (!pending_update) return undefined;
  const open = await stripe.invoices.list({ subscription: id, status: 'open', limit: 100 });
  return open.data.find(({ billing_reason }) => billing_reason === 'subscription_update')?.id;
}

/**
 * Gives up an upgrade that waits for its payment: Stripe drops it with its invoice.
 * https://docs.stripe.com/billing/subscriptions/pending-updates
 */
export async function dropPendingUpdate(
  stripe: Stripe,
  subscription: Pick<Stripe.Subscription, 'id' | 'pending_update'>,
): Promise<void> {
  const invoice = await pendingInvoice(stripe, subscription);
  if (invoice !== undefined) await voidInvoice(stripe, invoice);
}

/** Ends a subscription now. One that is over already cannot be found by those who want to end it. */
export async function endNow(stripe: Stripe, subscriptionId: string): Promise<void> {
  try {
    await stripe.subscriptions.cancel(subscriptionId, { prorate: false, invoice_now: false });
  } catch (cause) {
    if (!isMissingAtStripe(cause)) throw cause;
  }
}

/** A draft would be charged an hour after it was made; nobody can delete that of a subscription. */
async function stopDraft(stripe: Stripe, invoiceId: string): Promise<void> {
  try {
    await stripe.invoices.update(invoiceId, { auto_advance: false });
  } catch (cause) {
    const { status, auto_advance } = await stripe.invoices.retrieve(invoiceId);
    if (status === 'draft' && auto_advance) throw cause;
  }
}

/**
 * Sees to it that no invoice of a subscription or of a customer is charged any more: drafts stay drafts, what is open
 * is void. Stripe itself, when a subscription ends, stops only what is final. Answers how many there were.
 */
export async function closeInvoices(
  stripe: Stripe,
  of: { subscription: string } | { customer: string },
): Promise<number> {
  let count = 0;
  // Drafts first: one that becomes final meanwhile is found among the open ones.
  for await (const { id, auto_advance } of stripe.invoices.list({ ...of, status: 'draft', limit: 100 })) {
    if (!id || !auto_advance) continue;
    await stopDraft(stripe, id);
    count += 1;
  }
  for await (const { id } of stripe.invoices.list({ ...of, status: 'open', limit: 100 })) {
    if (id) await voidInvoice(stripe, id);
    count += 1;
  }
  return count;
}
