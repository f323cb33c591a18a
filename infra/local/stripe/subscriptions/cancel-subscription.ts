import { newId } from '../ids.ts';
import { draftInvoice } from '../invoices/draft-invoice.ts';
import { isOver, periodOf, type StoredSubscription } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { currentSubscription } from './change.ts';
import { collectInvoice } from './collect.ts';
import { endSubscription } from './end.ts';
import { expireNow } from './expire-incomplete.ts';
import { finalizeAndFollow } from './finalize-due.ts';
import { keepForInvoice, takePending } from './pending-items.ts';
import { creditLines } from './prorations.ts';
import { endSchedule } from './schedules.ts';
import { customerOf } from './update-subscription.ts';

interface Cancellation {
  invoiceNow: boolean;
  prorate: boolean;
  details?: Partial<NonNullable<StoredSubscription['cancellation_details']>>;
}

/** Ends it now. One that never began to be paid expires instead. */
export function cancelSubscription(
  scene: Scene,
  subscription: StoredSubscription,
  { invoiceNow, prorate, details }: Cancellation,
): StoredSubscription {
  if (subscription.status === 'incomplete') return expireNow(scene, subscription);
  const items = subscription.items.data;
  if (prorate && subscription.status !== 'trialing')
    keepForInvoice(scene, subscription.customer, creditLines(scene, items, scene.nowSeconds()));
  if (invoiceNow) invoiceLeftovers(scene, subscription);
  const current = currentSubscription(scene, subscription);
  if (isOver(current)) return current;
  endSchedule(scene, current, 'canceled');
  const cancellation_details = { ...noDetails, ...current.cancellation_details, ...details };
  return endSubscription(
    scene,
    { ...current, cancellation_details, schedule: null },
    'cancellation_requested',
  );
}

const noDetails = { comment: null, feedback: null, feedback_option: null, reason: null };

/** The last invoice: what was kept for the next one. A credit goes to the customer's balance. */
export function invoiceLeftovers(scene: Scene, subscription: StoredSubscription): void {
  const id = newId.invoice();
  const lines = takePending(scene, subscription, id);
  if (lines.length === 0) return;
  const draft = draftInvoice(scene, {
    id,
    customer: customerOf(scene, subscription),
    subscription,
    reason: 'subscription_update',
    period: { start: periodOf(subscription).start, end: scene.nowSeconds() },
    currency: subscription.currency,
    lines,
  });
  const open = finalizeAndFollow(scene, draft, subscription);
  if (open.status === 'open') collectInvoice(scene, open);
}
