import { DAY_SECONDS } from '../billing/periods.ts';
import { billingSettings } from '../billing/settings.ts';
import { emit } from '../events.ts';
import { invoices, type StoredInvoice } from '../objects/invoice.ts';
import { isOver, type StoredSubscription } from '../objects/subscription.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { changeSubscription, currentSubscription } from './change.ts';
import { endSubscription } from './end.ts';

/** Says that the payment failed, and when the next try is. */
export function announceFailure(scene: Scene, invoice: StoredInvoice, mayRetry: boolean): StoredInvoice {
  const next = mayRetry ? nextTry(scene, invoice) : null;
  const after = invoices.replace(scene.store, { ...invoice, next_payment_attempt: next });
  if (next !== null) schedule(scene, { kind: 'invoiceIsRetried', subject: invoice.id, dueAtSeconds: next });
  emit(scene, 'invoice.payment_failed', { object: after });
  return after;
}

/** The first of the set days that is still to come; they count from the first try. */
export function nextTry(scene: Scene, { status_transitions }: StoredInvoice): number | null {
  const first = status_transitions.finalized_at ?? scene.nowSeconds();
  const tries = billingSettings(scene.store).retryDays.map((days) => first + days * DAY_SECONDS);
  return tries.find((at) => at > scene.nowSeconds()) ?? null;
}

/** An unpaid invoice makes its subscription past due; after the last try the account's settings decide. */
export function fallBehind(scene: Scene, subscription: StoredSubscription, invoice: StoredInvoice): void {
  if (isOver(subscription)) return;
  if (!['past_due', 'unpaid'].includes(subscription.status))
    changeSubscription(scene, subscription, { status: 'past_due' });
  if (invoice.next_payment_attempt !== null) return;
  const { afterRetries } = billingSettings(scene.store);
  const behind = currentSubscription(scene, subscription);
  if (afterRetries === 'canceled') endSubscription(scene, behind, 'payment_failed');
  if (afterRetries === 'unpaid') changeSubscription(scene, behind, { status: 'unpaid' });
}
