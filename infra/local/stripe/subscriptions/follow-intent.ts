import { invoiceOutcome } from '../invoices/attempt-invoice.ts';
import { customers } from '../objects/customer.ts';
import { invoices } from '../objects/invoice.ts';
import { invoicePayments } from '../objects/invoice-payment.ts';
import { subscriptions } from '../objects/subscription.ts';
import type { AttemptOutcome } from '../payments/confirm.ts';
import type { SetupOutcome } from '../payments/set-up.ts';
import { equals } from '../store/conditions.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';
import { followAttempt } from './collect.ts';
import { payEverythingBy } from './pay-everything-by.ts';

/** Somebody other than its invoice has moved a payment intent: a front end, or the buyer at the bank. */
export function followIntent<R extends AttemptOutcome>(scene: Scene, result: R): R {
  const payment = invoicePayments.first(scene.store, [
    ...equals('payment.payment_intent', result.intent.id),
    ...equals('status', 'open'),
  ]);
  const invoice = payment && invoices.find(scene.store, payment.invoice);
  if (invoice?.status === 'open') followAttempt(scene, invoiceOutcome(scene, invoice, result));
  return result;
}

/** Setup intents whose card becomes the customer's default. */
export const defaultsToCome = notes<{ customer: string }>('setup_intent.default');

/** A card saved during a trial pays when it ends. */
export function followSetup<R extends SetupOutcome>(scene: Scene, result: R): R {
  if (result.outcome !== 'succeeded') return result;
  const { id, payment_method } = result.intent;
  const subscription = subscriptions.first(scene.store, equals('pending_setup_intent', id));
  if (subscription)
    changeSubscription(scene, subscription, {
      default_payment_method: payment_method,
      pending_setup_intent: null,
    });
  takeOver(scene, id, payment_method);
  return result;
}

/** A card typed in the portal pays everything from now on: subscriptions that named another card forget it. */
function takeOver(scene: Scene, intent: string, method: string | null): void {
  const customer = customers.find(scene.store, defaultsToCome.read(scene.store, intent)?.customer ?? '');
  if (!customer || 'deleted' in customer || method === null) return;
  defaultsToCome.remove(scene.store, intent);
  payEverythingBy(scene, customer, method);
}
