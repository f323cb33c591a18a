import { newId } from '../ids.ts';
import { draftInvoice } from '../invoices/draft-invoice.ts';
import { customers, type StoredCustomer } from '../objects/customer.ts';
import type { StoredInvoice } from '../objects/invoice.ts';
import { periodOf, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { changeSubscription, currentSubscription } from './change.ts';
import { collectInvoice } from './collect.ts';
import { leftDiscounts } from './discounting.ts';
import { finalizeAndFollow } from './finalize-due.ts';
import { refusePayment } from './payment-behavior.ts';
import { keepForInvoice, takePending } from './pending-items.ts';
import { dropPendingUpdate, keepPending, showPending } from './pending-update.ts';
import { planNext } from './timetable.ts';
import { planUpdate, type SubscriptionChange, type UpdatePlan } from './update-plan.ts';

/** Changes what is billed, from now on; what it costs is invoiced now or with the next renewal. */
export function updateSubscription(
  scene: Scene,
  subscription: StoredSubscription,
  change: SubscriptionChange,
): StoredSubscription {
  const before = dropPendingUpdate(scene, subscription);
  const plan = planUpdate(scene, before, change);
  keepForInvoice(scene, before.customer, plan.prorations);
  if (!plan.isInvoicedNow) {
    planNext(scene, changeSubscription(scene, before, plan.fields));
    return currentSubscription(scene, before);
  }
  const isPending = change.behavior === 'pending_if_incomplete';
  if (isPending) applyWhenPaid(scene, before, plan);
  else applyAndCollect(scene, before, { plan, change });
  return currentSubscription(scene, before);
}

function applyAndCollect(
  scene: Scene,
  before: StoredSubscription,
  { plan, change }: { plan: UpdatePlan; change: SubscriptionChange },
): void {
  const latest_invoice = newId.invoice();
  const after = changeSubscription(scene, before, { ...plan.fields, latest_invoice });
  planNext(scene, after);
  const draft = draftChange(scene, { before, after, plan, id: latest_invoice });
  subscriptions.replace(scene.store, { ...after, discounts: leftDiscounts(scene, after, draft) });
  const open = finalizeAndFollow(scene, draft, currentSubscription(scene, after));
  if (open.status !== 'open') return;
  if (change.behavior === 'default_incomplete') {
    changeSubscription(scene, currentSubscription(scene, after), { status: 'past_due' });
    return;
  }
  const result = collectInvoice(scene, open);
  if (change.behavior === 'error_if_incomplete' && result.outcome !== 'paid') throw refusePayment(result);
}

/** Only a payment makes the change; until then the subscription is what it was. */
function applyWhenPaid(scene: Scene, before: StoredSubscription, plan: UpdatePlan): void {
  const id = newId.invoice();
  const after = { ...before, ...plan.fields };
  const draft = draftChange(scene, { before, after, plan, id });
  const waiting = subscriptions.replace(scene.store, { ...before, latest_invoice: id });
  keepPending(scene, waiting, { invoice: id, fields: plan.fields });
  const open = finalizeAndFollow(scene, draft, waiting);
  if (open.status === 'open') collectInvoice(scene, open);
  showPending(scene, currentSubscription(scene, before));
}

interface ChangeDraft {
  before: StoredSubscription;
  after: StoredSubscription;
  plan: UpdatePlan;
  id: string;
}

function draftChange(scene: Scene, { before, after, plan, id }: ChangeDraft): StoredInvoice {
  const now = scene.nowSeconds();
  const start = plan.cycle.length > 0 ? now : periodOf(before).start;
  return draftInvoice(scene, {
    id,
    customer: customerOf(scene, before),
    subscription: after,
    reason: 'subscription_update',
    period: { start, end: now },
    currency: before.currency,
    lines: [...takePending(scene, before, id), ...plan.cycle],
    fields: { auto_advance: true },
  });
}

export function customerOf(scene: Scene, { customer: id }: StoredSubscription): StoredCustomer {
  const customer = customers.find(scene.store, id);
  if (!customer || 'deleted' in customer) throw new Error(`The customer ${id} is gone`);
  return customer;
}
