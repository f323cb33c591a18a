import { finalizeInvoice } from '../invoices/finalize-invoice.ts';
import { markUncollectible, voidInvoice } from '../invoices/settle-invoice.ts';
import { invoices, type StoredInvoice, subscriptionOf } from '../objects/invoice.ts';
import { type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { collectInvoice, followPayment } from './collect.ts';

/** The hour of a renewal's draft is over. */
export function finalizeDue(scene: Scene, id: string): void {
  const invoice = invoices.find(scene.store, id);
  if (!invoice?.auto_advance) return;
  // Somebody was quicker than the hour; the payment still comes at its time.
  if (invoice.status === 'open' && !invoice.attempted) collectInvoice(scene, invoice);
  if (invoice.status === 'draft') finalizeDraft(scene, invoice);
}

function finalizeDraft(scene: Scene, invoice: StoredInvoice): void {
  const subscription = subscriptions.find(scene.store, subscriptionOf(invoice) ?? '');
  const behavior = subscription?.pause_collection?.behavior;
  if (behavior === 'keep_as_draft') {
    invoices.replace(scene.store, { ...invoice, auto_advance: false, automatically_finalizes_at: null });
    return;
  }
  const open = finalizeAndFollow(scene, invoice, subscription);
  if (open.status !== 'open') return;
  if (behavior === 'void') voidInvoice(scene, open);
  else if (behavior === 'mark_uncollectible') markUncollectible(scene, open);
  else collectInvoice(scene, open);
}

export function finalizeAndFollow(
  scene: Scene,
  invoice: StoredInvoice,
  subscription: StoredSubscription | undefined,
): StoredInvoice {
  const after = finalizeInvoice(scene, invoice);
  if (after.status === 'paid' && subscription)
    followPayment(scene, subscription, { invoice: after, method: null });
  return after;
}

/** A try by the retry schedule; one that was paid or given up meanwhile is left alone. */
export function retryInvoice(scene: Scene, id: string): void {
  const invoice = invoices.find(scene.store, id);
  const next = invoice?.next_payment_attempt ?? null;
  if (invoice?.status === 'open' && next !== null && next <= scene.nowSeconds())
    collectInvoice(scene, invoice);
}
