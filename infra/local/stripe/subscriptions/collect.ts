import { attemptInvoice, type InvoiceOutcome, type PaymentWish } from '../invoices/attempt-invoice.ts';
import { invoices, type StoredInvoice, subscriptionOf } from '../objects/invoice.ts';
import { paymentMethods } from '../objects/payment-method.ts';
import { type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';
import { announceFailure, fallBehind, nextTry } from './dunning.ts';
import { applyPending, isPendingInvoice } from './pending-update.ts';
import { finishResuming } from './resuming.ts';

/** Tries to collect an open invoice, and lets its subscription know. */
export function collectInvoice(scene: Scene, invoice: StoredInvoice, wish: PaymentWish = {}): InvoiceOutcome {
  const result = attemptInvoice(scene, invoice, wish);
  return followAttempt(scene, result);
}

/** What an attempt means for the subscription that the invoice is for. */
export function followAttempt(scene: Scene, result: InvoiceOutcome): InvoiceOutcome {
  const subscription = subscriptions.find(scene.store, subscriptionOf(result.invoice) ?? '');
  switch (result.outcome) {
    case 'paid':
      if (subscription) followPayment(scene, subscription, result);
      return result;
    case 'failed':
      return { ...result, invoice: followFailure(scene, subscription, result.invoice) };
    case 'needs authentication':
      return { ...result, invoice: followQuestion(scene, subscription, result.invoice) };
  }
}

/** Of an invoice that nobody had to pay too. */
export function followPayment(
  scene: Scene,
  subscription: StoredSubscription,
  { invoice, method }: { invoice: StoredInvoice; method: string | null },
): StoredSubscription {
  const saved = withMethod(scene, subscription, method);
  if (isPendingInvoice(scene, saved, invoice)) return applyPending(scene, saved);
  if (saved.status === 'paused') return finishResuming(scene, saved, invoice);
  const waits = ['incomplete', 'past_due', 'unpaid'].includes(saved.status);
  const fields = waits && saved.latest_invoice === invoice.id ? { status: 'active' as const } : {};
  const after = { ...fields, default_payment_method: saved.default_payment_method };
  return changeSubscription(scene, subscription, after);
}

function withMethod(scene: Scene, subscription: StoredSubscription, id: string | null): StoredSubscription {
  const { default_payment_method: present, payment_settings } = subscription;
  const saves = payment_settings?.save_default_payment_method === 'on_subscription';
  const method = id === null ? undefined : paymentMethods.find(scene.store, id);
  if (!saves || present !== null || method?.customer !== subscription.customer) return subscription;
  return { ...subscription, default_payment_method: method.id };
}

function followFailure(
  scene: Scene,
  subscription: StoredSubscription | undefined,
  invoice: StoredInvoice,
): StoredInvoice {
  const isBehind = subscription !== undefined && fallsBehind(scene, subscription, invoice);
  const announced = announceFailure(scene, invoice, isBehind);
  if (isBehind) fallBehind(scene, subscription, announced);
  return announced;
}

/** The first payment and that of a pending update have their own time limit; what is paused stays so. */
function fallsBehind(scene: Scene, subscription: StoredSubscription, invoice: StoredInvoice): boolean {
  return (
    !['incomplete', 'canceled', 'incomplete_expired', 'paused'].includes(subscription.status) &&
    !isPendingInvoice(scene, subscription, invoice)
  );
}

/** Nobody is there to answer at a renewal: it counts as unpaid until somebody does. */
function followQuestion(
  scene: Scene,
  subscription: StoredSubscription | undefined,
  invoice: StoredInvoice,
): StoredInvoice {
  if (!subscription || !fallsBehind(scene, subscription, invoice)) return invoice;
  const waiting = invoices.replace(scene.store, {
    ...invoice,
    next_payment_attempt: nextTry(scene, invoice),
  });
  fallBehind(scene, subscription, waiting);
  return waiting;
}
