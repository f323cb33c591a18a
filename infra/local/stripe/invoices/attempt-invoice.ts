import type { Failure } from '../checkout/charging.ts';
import { emit } from '../events.ts';
import { customers } from '../objects/customer.ts';
import { invoices, type StoredInvoice, subscriptionOf } from '../objects/invoice.ts';
import { openPaymentOf } from '../objects/invoice-payment.ts';
import { paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import { paymentMethods, type StoredPaymentMethod } from '../objects/payment-method.ts';
import { subscriptions } from '../objects/subscription.ts';
import { type AttemptOutcome, confirmIntent } from '../payments/confirm.ts';
import { questionOf } from '../payments/question.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { settleAsPaid } from './settle-invoice.ts';

export type InvoiceOutcome =
  | { outcome: 'paid'; invoice: StoredInvoice; method: string | null }
  | { outcome: 'needs authentication'; invoice: StoredInvoice; intent: StoredPaymentIntent }
  | { outcome: 'failed'; invoice: StoredInvoice; intent: StoredPaymentIntent; failure: Failure };

/** How many of a subscription's next payments fail, whatever its card would do. Stripe has no such wish. */
export const failingPayments = notes<{ count: number }>('subscription.failing_payments');

export interface PaymentWish {
  /** Instead of the one that the invoice, its subscription or the customer has. */
  method?: StoredPaymentMethod;
  /** The buyer has answered the bank's question already. */
  authenticated?: boolean;
}

const NO_METHOD: Failure = {
  type: 'invalid_request_error',
  code: 'payment_intent_payment_attempt_failed',
  declineCode: 'missing_payment_method',
  message: 'The customer has no payment method that this invoice could be paid with.',
};

/** Tries to collect an open invoice. What its payment brings about is told in the events of the invoice too. */
export function attemptInvoice(scene: Scene, invoice: StoredInvoice, wish: PaymentWish = {}): InvoiceOutcome {
  const intent = intentOf(scene, invoice);
  const method = wish.method ?? methodFor(scene, invoice);
  if (!method) return failed(scene, invoice, { intent, failure: NO_METHOD });
  const question = questionOf(scene, intent, invoice.hosted_invoice_url ?? undefined);
  const { authenticated = false } = wish;
  const fails = takeFailure(scene, invoice);
  const attempt = { intent, method, question, authenticated, fails };
  return invoiceOutcome(scene, invoice, confirmIntent(scene, attempt));
}

function takeFailure(scene: Scene, invoice: StoredInvoice): boolean {
  const subscription = subscriptionOf(invoice) ?? '';
  const count = failingPayments.read(scene.store, subscription)?.count ?? 0;
  if (count > 0) failingPayments.write(scene.store, subscription, { count: count - 1 });
  return count > 0;
}

/** What an attempt on its payment intent means for the invoice. */
export function invoiceOutcome(scene: Scene, invoice: StoredInvoice, result: AttemptOutcome): InvoiceOutcome {
  const { intent } = result;
  switch (result.outcome) {
    case 'succeeded':
      return { outcome: 'paid', invoice: settleAsPaid(scene, invoice), method: intent.payment_method };
    case 'failed':
      return failed(scene, invoice, { intent, failure: result.failure });
    case 'needs authentication': {
      const asked = invoices.replace(scene.store, tried(invoice));
      emit(scene, 'invoice.payment_action_required', { object: asked });
      return { outcome: 'needs authentication', invoice: asked, intent };
    }
  }
}

function failed(
  scene: Scene,
  invoice: StoredInvoice,
  { intent, failure }: { intent: StoredPaymentIntent; failure: Failure },
): InvoiceOutcome {
  const after = invoices.replace(scene.store, tried(invoice));
  return { outcome: 'failed', invoice: after, intent, failure };
}

function tried(invoice: StoredInvoice): StoredInvoice {
  return { ...invoice, attempt_count: invoice.attempt_count + 1, attempted: true };
}

function intentOf(scene: Scene, invoice: StoredInvoice): StoredPaymentIntent {
  const payment = openPaymentOf(scene, invoice.id);
  const intent = payment && paymentIntents.find(scene.store, payment.payment.payment_intent);
  if (!intent) throw new Error(`The invoice ${invoice.id} has no payment to attempt`);
  return intent;
}

/** Stripe's order: the invoice's own method, the subscription's, the customer's. One that was detached pays nothing. */
function methodFor(scene: Scene, invoice: StoredInvoice): StoredPaymentMethod | undefined {
  const subscription = subscriptions.find(scene.store, subscriptionOf(invoice) ?? '');
  const ids = [
    invoice.default_payment_method,
    subscription?.default_payment_method ?? null,
    customerDefault(scene, invoice.customer),
  ];
  const methods = ids.flatMap((id) => (id === null ? [] : (paymentMethods.find(scene.store, id) ?? [])));
  return methods.find(({ customer }) => customer === invoice.customer);
}

/** What the customer pays by when nobody says otherwise. */
export function customerDefault(scene: Scene, id: string): string | null {
  const customer = customers.find(scene.store, id);
  if (!customer || 'deleted' in customer) return null;
  const method = customer.invoice_settings.default_payment_method;
  return typeof method === 'string' ? method : null;
}
