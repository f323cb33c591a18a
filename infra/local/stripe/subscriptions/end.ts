import { emit } from '../events.ts';
import { invoices, invoicesOf, type StoredInvoice } from '../objects/invoice.ts';
import { type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { dropPending } from './pending-items.ts';

export type EndReason = 'cancellation_requested' | 'payment_failed' | null;

/**
 * The end, for ever. What is still unpaid stays owed, but nobody tries to collect it any more: of what is final, that
 * is. A draft goes its way, and is collected unless somebody stops it.
 */
export function endSubscription(
  scene: Scene,
  subscription: StoredSubscription,
  reason: EndReason,
): StoredSubscription {
  const now = scene.nowSeconds();
  for (const invoice of invoicesOf(scene, subscription.id, 'open')) stopCollecting(scene, invoice);
  dropPending(scene, subscription);
  const details = subscription.cancellation_details ?? noDetails;
  const canceled = subscriptions.replace(scene.store, {
    ...subscription,
    canceled_at: subscription.canceled_at ?? now,
    cancellation_details: { ...details, reason: reason ?? details.reason },
    ended_at: now,
    pending_update: null,
    status: 'canceled',
  });
  emit(scene, 'customer.subscription.deleted', { object: canceled });
  return canceled;
}

const noDetails = { comment: null, feedback: null, feedback_option: null, reason: null };

export function stopCollecting(scene: Scene, invoice: StoredInvoice): void {
  invoices.replace(scene.store, { ...invoice, auto_advance: false, next_payment_attempt: null });
}
