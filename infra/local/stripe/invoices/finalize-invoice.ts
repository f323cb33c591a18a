import { smallestCharge } from '../checkout/amounts.ts';
import { invalidRequest } from '../errors.ts';
import { emit } from '../events.ts';
import { customers, type StoredCustomer } from '../objects/customer.ts';
import { moveBalance } from '../objects/customer-balance-transaction.ts';
import { invoices, type StoredInvoice } from '../objects/invoice.ts';
import { invoicePayments, newInvoicePayment } from '../objects/invoice-payment.ts';
import { newPaymentIntent, paymentIntents } from '../objects/payment-intent.ts';
import type { Scene } from '../world.ts';
import { settleWithoutPayment } from './settle-invoice.ts';

/** From now on it cannot be changed, only paid or given up. One that asks for nothing is paid with that. */
export function finalizeInvoice(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  if (invoice.status !== 'draft') {
    throw invalidRequest('This invoice is already finalized, you can’t re-finalize a non-draft invoice.', {
      code: 'invoice_not_editable',
    });
  }
  const customer = customers.find(scene.store, invoice.customer);
  if (!customer || 'deleted' in customer) throw invalidRequest('The customer of this invoice was deleted.');
  const numbered = { ...customer, next_invoice_sequence: (customer.next_invoice_sequence ?? 1) + 1 };
  customers.replace(scene.store, numbered);
  const open = invoices.replace(scene.store, {
    ...invoice,
    ...balanced(invoice, customer.balance),
    automatically_finalizes_at: null,
    effective_at: scene.nowSeconds(),
    hosted_invoice_url: `${scene.publicUrl}/i/${invoice.id}`,
    invoice_pdf: `${scene.publicUrl}/i/${invoice.id}/pdf`,
    number: numberOf(customer),
    status: 'open',
    status_transitions: { ...invoice.status_transitions, finalized_at: scene.nowSeconds() },
    webhooks_delivered_at: scene.nowSeconds(),
  });
  applyBalance(scene, numbered, open);
  emit(scene, 'invoice.finalized', { object: open });
  if (open.amount_due === 0) return settleWithoutPayment(scene, open);
  preparePayment(scene, open);
  return open;
}

function numberOf({ invoice_prefix, next_invoice_sequence }: StoredCustomer): string {
  return `${invoice_prefix}-${String(next_invoice_sequence ?? 1).padStart(4, '0')}`;
}

/** The customer's credit pays first. What is too little to be charged is owed with the next invoice. */
function balanced({ total, currency }: StoredInvoice, balance: number) {
  const asked = total + balance;
  const isTooSmall = asked > 0 && asked < smallestCharge(currency);
  const due = isTooSmall ? 0 : Math.max(asked, 0);
  return {
    amount_due: due,
    amount_remaining: due,
    ending_balance: asked - due,
    starting_balance: balance,
  };
}

function applyBalance(scene: Scene, customer: StoredCustomer, invoice: StoredInvoice): void {
  const ending = invoice.ending_balance ?? 0;
  const amount = ending - invoice.starting_balance;
  if (amount === 0) return;
  moveBalance(scene, customer, {
    amount,
    currency: invoice.currency,
    description: null,
    invoice: invoice.id,
    type: ending > 0 ? 'invoice_too_small' : 'applied_to_invoice',
  });
}

/** Its secret is what a front end confirms the payment with. */
function preparePayment(
  scene: Scene,
  { id, amount_due, billing_reason, currency, customer }: StoredInvoice,
): void {
  const intent = newPaymentIntent(scene, {
    amount: amount_due,
    currency,
    customer,
    description: billing_reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update',
    payment_method_types: ['card'],
    setup_future_usage: billing_reason === 'subscription_create' ? 'off_session' : null,
  });
  paymentIntents.insert(scene.store, intent);
  emit(scene, 'payment_intent.created', { object: intent });
  const payment = newInvoicePayment(scene, { invoice: id, intent: intent.id, amount: amount_due, currency });
  invoicePayments.insert(scene.store, payment);
}
