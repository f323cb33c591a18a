import { invalidRequest } from '../errors.ts';
import { newId } from '../ids.ts';
import { draftInvoice } from '../invoices/draft-invoice.ts';
import { itemFields, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { invoiceLeftovers } from './cancel-subscription.ts';
import { currentSubscription } from './change.ts';
import { collectInvoice } from './collect.ts';
import { finalizeAndFollow } from './finalize-due.ts';
import { inPeriod, intervalOfItems, periodFrom } from './item-period.ts';
import { cycleLines } from './lines.ts';
import { pauseNow } from './pause-now.ts';
import { keepForInvoice, takePending } from './pending-items.ts';
import { creditLines } from './prorations.ts';
import { resumeNow, resumptions } from './resuming.ts';
import { customerOf } from './update-subscription.ts';

/** Stops billing at the wish of the shop; what was paid for the time that is left is credited unless it says otherwise. */
export function pauseSubscription(
  scene: Scene,
  subscription: StoredSubscription,
  { creditsUnused, invoicesNow }: { creditsUnused: boolean; invoicesNow: boolean },
): StoredSubscription {
  if (!['active', 'past_due'].includes(subscription.status))
    throw invalidRequest(`A subscription that is ${subscription.status} cannot be paused.`);
  const items = subscription.items.data;
  if (creditsUnused)
    keepForInvoice(scene, subscription.customer, creditLines(scene, items, scene.nowSeconds()));
  if (invoicesNow) invoiceLeftovers(scene, subscription);
  return pauseNow(scene, currentSubscription(scene, subscription), 'pause_requested');
}

/** Begins a new period now and asks for its payment, which may have to come before anything else does. */
export function resumeSubscription(
  scene: Scene,
  subscription: StoredSubscription,
  waitsForPayment: boolean,
): StoredSubscription {
  if (subscription.status !== 'paused')
    throw invalidRequest(`Only a paused subscription can be resumed; this one is ${subscription.status}.`);
  const now = scene.nowSeconds();
  const id = newId.invoice();
  const period = periodFrom(now, intervalOfItems(subscription.items.data));
  const items = subscription.items.data.map((item) => inPeriod(item, period));
  const fields = { billing_cycle_anchor: now, ...itemFields(subscription.id, items) };
  const draft = draftInvoice(scene, {
    id,
    customer: customerOf(scene, subscription),
    subscription,
    reason: 'subscription_update',
    period: { start: now, end: now },
    currency: subscription.currency,
    lines: [...takePending(scene, subscription, id), ...cycleLines(scene, subscription, items, period)],
  });
  const waiting = subscriptions.replace(scene.store, { ...subscription, latest_invoice: id });
  if (waitsForPayment) resumptions.write(scene.store, subscription.id, { invoice: id, fields });
  else resumeNow(scene, waiting, fields);
  const open = finalizeAndFollow(scene, draft, currentSubscription(scene, waiting));
  if (open.status === 'open') collectInvoice(scene, open);
  return currentSubscription(scene, waiting);
}
