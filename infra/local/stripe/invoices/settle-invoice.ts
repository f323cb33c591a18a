import { emit } from '../events.ts';
import { customers } from '../objects/customer.ts';
import { moveBalance } from '../objects/customer-balance-transaction.ts';
import { invoices, type StoredInvoice } from '../objects/invoice.ts';
import { invoicePayments, openPaymentOf, type StoredInvoicePayment } from '../objects/invoice-payment.ts';
import { paymentIntents } from '../objects/payment-intent.ts';
import { cancelIntent } from '../payments/cancel-intent.ts';
import type { Scene } from '../world.ts';

/** How an invoice ends. None of it tells what becomes of its subscription. */

export function settleAsPaid(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  const paid = invoices.replace(scene.store, {
    ...paidFields(scene, invoice),
    amount_paid: invoice.amount_due,
    attempt_count: invoice.attempt_count + 1,
  });
  emit(scene, 'invoice.paid', { object: paid });
  emit(scene, 'invoice.payment_succeeded', { object: paid });
  const payment = openPaymentOf(scene, invoice.id);
  if (payment) payInvoicePayment(scene, payment);
  return paid;
}

/** Nothing was due: there is no attempt and no payment. */
export function settleWithoutPayment(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  const paid = invoices.replace(scene.store, paidFields(scene, invoice));
  emit(scene, 'invoice.paid', { object: paid });
  emit(scene, 'invoice.payment_succeeded', { object: paid });
  return paid;
}

/** The money came some other way. */
export function settleOutOfBand(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  cancelPayment(scene, invoice);
  const paid = invoices.replace(scene.store, {
    ...paidFields(scene, invoice),
    amount_paid: invoice.amount_due,
    amount_paid_off_stripe: invoice.amount_due,
  });
  emit(scene, 'invoice.paid', { object: paid });
  return paid;
}

function paidFields(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  return {
    ...invoice,
    amount_remaining: 0,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: scene.nowSeconds() },
  };
}

function payInvoicePayment(scene: Scene, payment: StoredInvoicePayment): void {
  const paid = invoicePayments.replace(scene.store, {
    ...payment,
    amount_paid: payment.amount_requested,
    status: 'paid',
    status_transitions: { canceled_at: null, paid_at: scene.nowSeconds() },
  });
  emit(scene, 'invoice_payment.paid', { object: paid });
}

/** Nobody will pay it, and nobody owes it any more. Credit that it took from the customer's balance comes back. */
export function voidInvoice(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  cancelPayment(scene, invoice);
  returnBalance(scene, invoice);
  const voided = invoices.replace(scene.store, {
    ...invoice,
    amount_remaining: 0,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: scene.nowSeconds() },
  });
  emit(scene, 'invoice.voided', { object: voided });
  return voided;
}

/** It is still owed, though nobody believes in it; it can be paid or voided later. */
export function markUncollectible(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  const marked = invoices.replace(scene.store, {
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: scene.nowSeconds() },
  });
  emit(scene, 'invoice.marked_uncollectible', { object: marked });
  return marked;
}

function cancelPayment(scene: Scene, { id }: StoredInvoice): void {
  const payment = openPaymentOf(scene, id);
  if (!payment) return;
  const intent = paymentIntents.find(scene.store, payment.payment.payment_intent);
  if (intent) cancelIntent(scene, intent, 'void_invoice');
  invoicePayments.replace(scene.store, {
    ...payment,
    status: 'canceled',
    status_transitions: { canceled_at: scene.nowSeconds(), paid_at: null },
  });
}

function returnBalance(scene: Scene, invoice: StoredInvoice): void {
  const { id, currency, ending_balance, starting_balance } = invoice;
  const customer = customers.find(scene.store, invoice.customer);
  const amount = ending_balance === null ? 0 : starting_balance - ending_balance;
  if (amount === 0 || !customer || 'deleted' in customer) return;
  moveBalance(scene, customer, {
    amount,
    currency,
    description: null,
    invoice: id,
    type: 'unapplied_from_invoice',
  });
}
