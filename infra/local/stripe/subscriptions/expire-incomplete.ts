import { voidInvoice } from '../invoices/settle-invoice.ts';
import { invoices } from '../objects/invoice.ts';
import { type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';

/** The first payment did not come in time. */
export function expireIncomplete(scene: Scene, id: string): void {
  const subscription = subscriptions.find(scene.store, id);
  if (subscription?.status === 'incomplete') expireNow(scene, subscription);
}

export function expireNow(scene: Scene, subscription: StoredSubscription): StoredSubscription {
  const invoice = invoices.find(scene.store, subscription.latest_invoice ?? '');
  if (invoice?.status === 'open') voidInvoice(scene, invoice);
  const now = scene.nowSeconds();
  return changeSubscription(scene, subscription, {
    canceled_at: subscription.canceled_at ?? now,
    ended_at: now,
    status: 'incomplete_expired',
  });
}
