import type Stripe from 'stripe';
import { type InvoicePaymentDeps, paymentOfInvoice } from '../subscriptions/invoice-payment.ts';
import { parseCheckoutSession } from './checkout-session.ts';
import { findOrder } from './find-order.ts';
import { type FoundOrder, missing } from './order-found.ts';

export type FindPaymentDeps = InvoicePaymentDeps;

/** A refund or a dispute, in an event or fetched. */
interface MoneyBack {
  id: string;
  payment_intent?: string | { id: string } | null | undefined;
  currency: string;
}

/** The invoice that the payment intent was made for, if it was for one. */
async function invoiceOf(stripe: Stripe, intentId: string): Promise<string | undefined> {
  const payment = { type: 'payment_intent', payment_intent: intentId } as const;
  const { data } = await stripe.invoicePayments.list({ payment, limit: 1 });
  const invoice = data[0]?.invoice;
  return typeof invoice === 'object' ? invoice.id : invoice;
}

type OfInvoice = typeof paymentOfInvoice;

/** A checkout in one go has an order of ours; a subscription's payments have invoices. */
async function paymentOf(
  deps: FindPaymentDeps,
  intentId: string,
  ofInvoice: OfInvoice,
): Promise<FoundOrder | undefined> {
  const stripe = await deps.stripe();
  const { data } = await stripe.checkout.sessions.list({ payment_intent: intentId, limit: 1 });
  const session = data[0] && parseCheckoutSession(data[0]);
  if (session) return findOrder(deps.table, session);
  const invoiceId = await invoiceOf(stripe, intentId);
  return invoiceId === undefined ? undefined : ofInvoice(deps, invoiceId);
}

/**
 * From money that went back to the payment it was: Stripe is asked which checkout or invoice its payment intent was
 * made for. Throws `NotYet` while that invoice's credits are on their way. `ofInvoice` is another for who only looks.
 */
export async function findPayment(
  deps: FindPaymentDeps,
  { id, payment_intent, currency }: MoneyBack,
  ofInvoice: OfInvoice = paymentOfInvoice,
): Promise<FoundOrder> {
  if (!payment_intent) return missing('unknown_payment', `${id} names no payment intent`);
  const intentId = typeof payment_intent === 'string' ? payment_intent : payment_intent.id;
  const found = await paymentOf(deps, intentId, ofInvoice);
  if (!found)
    return missing('unknown_payment', `${id} is about ${intentId}, which no checkout or invoice was for`);
  if (found.outcome === 'missing' || found.order.currency === currency) return found;
  const { paymentId, currency: ordered } = found.order;
  return missing('amount_differs', `${id} is in ${currency}, the payment ${paymentId} in ${ordered}`);
}
