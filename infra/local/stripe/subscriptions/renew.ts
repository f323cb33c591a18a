import { HOUR_SECONDS, periodAt } from '../billing/periods.ts';
import { newId } from '../ids.ts';
import { customerDefault } from '../invoices/attempt-invoice.ts';
import { draftInvoice } from '../invoices/draft-invoice.ts';
import { customers } from '../objects/customer.ts';
import type { StoredInvoice } from '../objects/invoice.ts';
import {
  isOver,
  itemFields,
  periodOf,
  type StoredSubscription,
  subscriptions,
} from '../objects/subscription.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';
import { leftDiscounts } from './discounting.ts';
import { endSubscription } from './end.ts';
import { inPeriod, intervalOfItems } from './item-period.ts';
import { cycleLines } from './lines.ts';
import { pauseNow } from './pause-now.ts';
import { takePending } from './pending-items.ts';
import { dropPendingUpdate } from './pending-update.ts';
import { beginPhase } from './schedule-phases.ts';
import { planNext } from './timetable.ts';

/** How long a renewal's draft can still be changed. */
const DRAFT_SECONDS = HOUR_SECONDS;

/** The period is over: the subscription ends, pauses, or begins its next one. */
export function reachBoundary(scene: Scene, id: string): void {
  const before = subscriptions.find(scene.store, id);
  if (!before || isOver(before) || ['paused', 'incomplete'].includes(before.status)) return;
  if (periodOf(before).end > scene.nowSeconds()) return;
  const subscription = dropPendingUpdate(scene, before);
  if (endsNow(scene, subscription)) endSubscription(scene, subscription, null);
  else if (subscription.status === 'trialing') endTrial(scene, subscription);
  else renew(scene, subscription, beginPhase(scene, subscription));
}

function endsNow(scene: Scene, { cancel_at, cancel_at_period_end }: StoredSubscription): boolean {
  return cancel_at_period_end || (cancel_at !== null && cancel_at <= scene.nowSeconds());
}

/** `cancel_at` in the midst of a period. */
export function reachCancellation(scene: Scene, id: string): void {
  const subscription = subscriptions.find(scene.store, id);
  if (!subscription || isOver(subscription) || subscription.cancel_at === null) return;
  if (subscription.cancel_at <= scene.nowSeconds()) endSubscription(scene, subscription, null);
}

function endTrial(scene: Scene, subscription: StoredSubscription): void {
  const { customer, default_payment_method, trial_settings } = subscription;
  const method = default_payment_method ?? customerDefault(scene, customer);
  const { missing_payment_method } = trial_settings.end_behavior;
  if (method === null && missing_payment_method === 'cancel') {
    endSubscription(scene, subscription, null);
  } else if (method === null && missing_payment_method === 'pause') {
    pauseNow(scene, subscription, 'trial_end_without_payment_method');
  } else {
    renew(scene, subscription, beginPhase(scene, subscription));
  }
}

/** Moves on to the period that begins now, and drafts its invoice. `next` is what is billed from now on. */
export function renew(scene: Scene, subscription: StoredSubscription, next = subscription): StoredInvoice {
  const customer = customers.find(scene.store, subscription.customer);
  if (!customer || 'deleted' in customer) throw new Error(`The customer of ${subscription.id} is gone`);
  const used = periodOf(subscription);
  const period = periodAt(next.billing_cycle_anchor, intervalOfItems(next.items.data), used.end);
  const id = newId.invoice();
  const items = next.items.data.map((item) => inPeriod(item, period));
  const moved = { ...next, ...itemFields(subscription.id, items) };
  const isUnpaid = subscription.status === 'unpaid';
  const draft = draftInvoice(scene, {
    id,
    customer,
    subscription: moved,
    reason: 'subscription_cycle',
    period: used,
    currency: subscription.currency,
    lines: [...takePending(scene, subscription, id), ...cycleLines(scene, moved, items, period)],
    fields: isUnpaid
      ? { auto_advance: false }
      : { automatically_finalizes_at: scene.nowSeconds() + DRAFT_SECONDS },
  });
  const after = changeSubscription(scene, subscription, {
    ...moved,
    discounts: leftDiscounts(scene, moved, draft),
    latest_invoice: id,
    pending_setup_intent: null,
    status: subscription.status === 'trialing' ? 'active' : subscription.status,
  });
  schedule(scene, {
    kind: 'invoiceFinalizes',
    subject: id,
    dueAtSeconds: scene.nowSeconds() + DRAFT_SECONDS,
  });
  planNext(scene, after);
  return draft;
}
