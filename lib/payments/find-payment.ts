import type Stripe from 'stripe';
import type { Table } from '../platform/table.ts';
import { parseCheckoutSession } from './checkout-session.ts';
import { type FoundOrder, findOrder, missing } from './find-order.ts';

export interface FindPaymentDeps {
  table: Table;
  stripe(): Promise<Stripe>;
}

/** A refund or a dispute, in an event or fetched. */
interface MoneyBack {
  id: string;
  payment_intent?: string | { id: string } | null | undefined;
  currency: string;
}

/** From money that went back to the payment it was: Stripe is asked which checkout its payment intent was made for. */
export async function findPayment(
  { table, stripe }: FindPaymentDeps,
  { id, payment_intent, currency }: MoneyBack,
): Promise<FoundOrder> {
  if (!payment_intent) return missing('unknown_payment', `${id} names no payment intent`);
  const intentId = typeof payment_intent === 'string' ? payment_intent : payment_intent.id;
  const { data } = await (await stripe()).checkout.sessions.list({ payment_intent: intentId, limit: 1 });
  const session = data[0] && parseCheckoutSession(data[0]);
  if (!session) return missing('unknown_payment', `${id} is about ${intentId}, which no checkout was for`);
  const found = await findOrder(table, session);
  if (found.outcome === 'missing' || found.order.currency === currency) return found;
  const { paymentId, currency: ordered } = found.order;
  return missing('amount_differs', `${id} is in ${currency}, the payment ${paymentId} in ${ordered}`);
}
