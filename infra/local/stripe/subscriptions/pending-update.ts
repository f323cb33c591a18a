import { emit } from '../events.ts';
import { voidInvoice } from '../invoices/settle-invoice.ts';
import { invoices, type StoredInvoice } from '../objects/invoice.ts';
import { creditedLines, linesOf } from '../objects/invoice-line.ts';
import { periodOf, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import { schedule } from '../schedule.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';
import { INCOMPLETE_SECONDS, planNext } from './timetable.ts';

/** What a subscription becomes when the invoice that asks for it is paid. */
interface PendingNote {
  invoice: string;
  fields: Partial<StoredSubscription>;
}

const pending = notes<PendingNote>('subscription.pending_update');

/** From now on the payment of this invoice makes the change. */
export function keepPending(scene: Scene, { id }: StoredSubscription, note: PendingNote): void {
  pending.write(scene.store, id, note);
}

/** It was not paid at once: the change waits, and the subscription goes on as it is. */
export function showPending(scene: Scene, subscription: StoredSubscription): void {
  const note = pending.read(scene.store, subscription.id);
  if (!note) return;
  const { fields } = note;
  // It does not outlive the trial or the period, whichever ends first.
  const expires_at = Math.min(
    scene.nowSeconds() + INCOMPLETE_SECONDS,
    periodOf(subscription).end,
    subscription.status === 'trialing' ? (subscription.trial_end ?? Infinity) : Infinity,
  );
  schedule(scene, { kind: 'pendingUpdateExpires', subject: subscription.id, dueAtSeconds: expires_at });
  changeSubscription(scene, subscription, {
    pending_update: {
      billing_cycle_anchor: changed(subscription, fields, 'billing_cycle_anchor'),
      cancel_at_period_end: changed(subscription, fields, 'cancel_at_period_end'),
      discount: null,
      discounts: changed(subscription, fields, 'discounts'),
      expires_at,
      metadata: changed(subscription, fields, 'metadata'),
      subscription_items: fields.items?.data ?? null,
      trial_end: changed(subscription, fields, 'trial_end'),
      trial_from_plan: null,
    },
  });
}

function changed<K extends keyof StoredSubscription>(
  before: StoredSubscription,
  fields: Partial<StoredSubscription>,
  name: K,
): StoredSubscription[K] | null {
  const value = fields[name];
  return value === undefined || JSON.stringify(value) === JSON.stringify(before[name]) ? null : value;
}

export function isPendingInvoice(scene: Scene, { id }: StoredSubscription, invoice: StoredInvoice): boolean {
  return pending.read(scene.store, id)?.invoice === invoice.id;
}

/** Its invoice is paid. */
export function applyPending(scene: Scene, subscription: StoredSubscription): StoredSubscription {
  const note = pending.read(scene.store, subscription.id);
  if (!note) return subscription;
  pending.remove(scene.store, subscription.id);
  const after = changeSubscription(scene, subscription, { ...note.fields, pending_update: null });
  if (subscription.pending_update !== null)
    emit(scene, 'customer.subscription.pending_update_applied', { object: after });
  planNext(scene, after);
  return after;
}

/** Nobody paid in time: the invoice is void, and all stays as it was. */
export function expirePending(scene: Scene, id: string): void {
  const subscription = subscriptions.find(scene.store, id);
  const due = subscription?.pending_update?.expires_at;
  if (!subscription || due === undefined || due > scene.nowSeconds()) return;
  dropPendingUpdate(scene, subscription);
}

export function dropPendingUpdate(scene: Scene, subscription: StoredSubscription): StoredSubscription {
  const note = pending.read(scene.store, subscription.id);
  if (!note) return subscription;
  pending.remove(scene.store, subscription.id);
  const invoice = invoices.find(scene.store, note.invoice);
  if (invoice?.status === 'open') giveUp(scene, invoice);
  const after = changeSubscription(scene, subscription, { pending_update: null });
  emit(scene, 'customer.subscription.pending_update_expired', { object: after });
  return after;
}

/** What it would have given back is not given back. */
function giveUp(scene: Scene, invoice: StoredInvoice): void {
  for (const line of linesOf(scene, invoice.id)) {
    const credited = line.parent?.subscription_item_details?.proration_details?.credited_items;
    for (const id of credited?.invoice_line_items ?? []) creditedLines.remove(scene.store, id);
  }
  voidInvoice(scene, invoice);
}
