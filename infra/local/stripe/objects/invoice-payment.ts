import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

export type StoredInvoicePayment = Omit<Stripe.InvoicePayment, 'invoice' | 'payment' | 'status'> & {
  invoice: string;
  payment: { payment_intent: string; type: 'payment_intent' };
  status: 'open' | 'paid' | 'canceled';
};

export const invoicePayments = collection<StoredInvoicePayment>('invoice_payment');

export function newInvoicePayment(
  scene: Scene,
  fields: { invoice: string; intent: string; amount: number; currency: string },
): StoredInvoicePayment {
  return {
    id: newId.invoicePayment(),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: fields.amount,
    created: scene.nowSeconds(),
    currency: fields.currency,
    invoice: fields.invoice,
    is_default: true,
    livemode: false,
    payment: { payment_intent: fields.intent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  } satisfies StoredInvoicePayment;
}

/** The one that an invoice waits for. */
export function openPaymentOf(scene: Scene, invoice: string): StoredInvoicePayment | undefined {
  return invoicePayments.first(scene.store, [...equals('invoice', invoice), ...equals('status', 'open')]);
}
