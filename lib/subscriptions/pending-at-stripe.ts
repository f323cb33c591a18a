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
 * Gives up an upgrade that waits for its payment: Stripe drops it with its invoice.
 * https://docs.stripe.com/billing/subscriptions/pending-updates
 */
export async function dropPendingUpdate(
  stripe: Stripe,
  { pending_update, latest_invoice }: Pick<Stripe.Subscription, 'pending_update' | 'latest_invoice'>,
): Promise<void> {
  if (!pending_update || !latest_invoice) return;
  await voidInvoice(stripe, typeof latest_invoice === 'string' ? latest_invoice : (latest_invoice.id ?? ''));
}

/** Ends a subscription now. One that is over already cannot be found by those who want to end it. */
export async function endNow(stripe: Stripe, subscriptionId: string): Promise<void> {
  try {
    await stripe.subscriptions.cancel(subscriptionId, { prorate: false, invoice_now: false });
  } catch (cause) {
    if (!isMissingAtStripe(cause)) throw cause;
  }
}

/** Voids every open invoice of a subscription or of a customer. Answers how many. */
export async function voidOpenInvoices(
  stripe: Stripe,
  of: { subscription: string } | { customer: string },
): Promise<number> {
  let count = 0;
  for await (const { id } of stripe.invoices.list({ ...of, status: 'open', limit: 100 })) {
    if (id) await voidInvoice(stripe, id);
    count += 1;
  }
  return count;
}
