import { fullAmount } from '../billing/money.ts';
import { boundary, type Interval, type Period } from '../billing/periods.ts';
import { discountShares, total } from '../checkout/amounts.ts';
import type { Discount } from '../checkout/discounts.ts';
import { invalidRequest } from '../errors.ts';
import { emit } from '../events.ts';
import { newId } from '../ids.ts';
import { customerDefault, type InvoiceOutcome, type PaymentWish } from '../invoices/attempt-invoice.ts';
import { draftInvoice } from '../invoices/draft-invoice.ts';
import { finalizeInvoice } from '../invoices/finalize-invoice.ts';
import type { StoredCustomer } from '../objects/customer.ts';
import type { StoredInvoice } from '../objects/invoice.ts';
import type { StoredPrice } from '../objects/price.ts';
import { newSetupIntent, setupIntents } from '../objects/setup-intent.ts';
import {
  itemFields,
  newItem,
  newSubscription,
  type StoredSubscription,
  subscriptions,
} from '../objects/subscription.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { currentSubscription } from './change.ts';
import { collectInvoice } from './collect.ts';
import { grantDiscounts, leftDiscounts } from './discounting.ts';
import { cycleLines, trialLines } from './lines.ts';
import { type PaymentBehavior, refusePayment } from './payment-behavior.ts';
import { INCOMPLETE_SECONDS, planNext } from './timetable.ts';

export interface SubscriptionPlan {
  customer: StoredCustomer;
  items: { price: StoredPrice; quantity: number; metadata: Record<string, string> }[];
  trialEnd: number | null;
  discounts: Discount[];
  /** The checkout session that it is bought in. */
  session: string | null;
  behavior: PaymentBehavior;
  payment?: PaymentWish;
  fields: Partial<StoredSubscription>;
}

/** Makes it, its first invoice, and pays that as far as the behaviour asks for it. */
export function createSubscription(scene: Scene, plan: SubscriptionPlan): StoredSubscription {
  const now = scene.nowSeconds();
  const id = newId.subscription();
  const period = { start: now, end: plan.trialEnd ?? boundary(now, intervalOf(plan), 1) };
  const receiver = { customer: plan.customer.id, subscription: id, session: plan.session };
  const subscription = newSubscription(scene, {
    ...plan.fields,
    id,
    billing_cycle_anchor: plan.trialEnd ?? now,
    currency: plan.items[0]?.price.currency ?? 'usd',
    customer: plan.customer.id,
    discounts: grantDiscounts(scene, plan.discounts, receiver),
    ...itemFields(
      id,
      plan.items.map((item) => newItem(scene, { ...item, subscription: id, period })),
    ),
    latest_invoice: newId.invoice(),
    status: firstStatus(plan),
    ...(plan.trialEnd === null ? {} : { trial_start: now, trial_end: plan.trialEnd }),
  });
  const prepared = prepareSetup(scene, subscription, plan);
  subscriptions.insert(scene.store, prepared);
  emit(scene, 'customer.subscription.created', { object: prepared });
  planNext(scene, prepared);
  payFirst(scene, firstInvoice(scene, { subscription: prepared, period, customer: plan.customer }), plan);
  return currentSubscription(scene, prepared);
}

export function intervalOf({ items }: Pick<SubscriptionPlan, 'items'>): Interval {
  const intervals = items.flatMap(({ price }) => price.recurring ?? []);
  const [first] = intervals;
  if (!first) throw invalidRequest('A subscription needs at least one recurring price.', { param: 'items' });
  return { interval: first.interval as Interval['interval'], interval_count: first.interval_count };
}

/** Nothing to pay is active at once; all else waits for its first payment. */
function firstStatus(plan: SubscriptionPlan): StoredSubscription['status'] {
  if (plan.trialEnd !== null) return 'trialing';
  return dueAtStart(plan) === 0 ? 'active' : 'incomplete';
}

/** What the first period costs, with the discounts that it begins with. */
export function dueAtStart({ items, discounts }: Pick<SubscriptionPlan, 'items' | 'discounts'>): number {
  const left = discounts.reduce(
    (some, { coupon }) => some.map((amount, index) => amount - (discountShares(some, coupon)[index] ?? 0)),
    items.map(fullAmount),
  );
  return total(left);
}

/** What begins without a payment and without a payment method gets an intent by which one can be saved for later. */
function prepareSetup(
  scene: Scene,
  subscription: StoredSubscription,
  { customer, trialEnd, session }: SubscriptionPlan,
): StoredSubscription {
  // A checkout page has asked for one, or was told not to.
  const isAsked = trialEnd !== null || (subscription.status === 'active' && session === null);
  const hasMethod =
    subscription.default_payment_method !== null || customerDefault(scene, customer.id) !== null;
  if (!isAsked || hasMethod) return subscription;
  const intent = setupIntents.insert(scene.store, newSetupIntent(scene, { customer: customer.id }));
  emit(scene, 'setup_intent.created', { object: intent });
  return { ...subscription, pending_setup_intent: intent.id };
}

interface First {
  subscription: StoredSubscription;
  period: Period;
  customer: StoredCustomer;
}

function firstInvoice(scene: Scene, { subscription, period, customer }: First): StoredInvoice {
  const lines =
    subscription.status === 'trialing'
      ? trialLines(scene, subscription, period)
      : cycleLines(scene, subscription, subscription.items.data, period);
  const draft = draftInvoice(scene, {
    id: subscription.latest_invoice ?? newId.invoice(),
    customer,
    subscription,
    reason: 'subscription_create',
    period: { start: period.start, end: period.start },
    currency: subscription.currency,
    lines,
    fields: { auto_advance: false },
  });
  const discounts = leftDiscounts(scene, subscription, draft);
  subscriptions.replace(scene.store, { ...subscription, discounts });
  return finalizeInvoice(scene, draft);
}

function payFirst(scene: Scene, invoice: StoredInvoice, { behavior, payment }: SubscriptionPlan): void {
  if (invoice.status === 'paid') return;
  const result: InvoiceOutcome | undefined =
    behavior === 'default_incomplete' ? undefined : collectInvoice(scene, invoice, payment);
  if (result?.outcome === 'paid') return;
  if (result && behavior === 'error_if_incomplete') throw refusePayment(result);
  const subject = String(invoice.parent?.subscription_details?.subscription);
  const dueAtSeconds = scene.nowSeconds() + INCOMPLETE_SECONDS;
  schedule(scene, { kind: 'incompleteExpires', subject, dueAtSeconds });
}
