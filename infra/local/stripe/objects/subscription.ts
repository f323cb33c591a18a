import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import { planOf, type StoredPlan } from './plan.ts';
import type { StoredPrice } from './price.ts';

export type StoredItem = Omit<
  Stripe.SubscriptionItem,
  'deleted' | 'discounts' | 'plan' | 'price' | 'quantity' | 'tax_rates'
> & {
  discounts: string[];
  plan: StoredPlan;
  price: StoredPrice;
  quantity: number;
  tax_rates: [];
};

type PendingUpdate = Omit<Stripe.Subscription.PendingUpdate, 'subscription_items' | 'discounts'> & {
  discounts: string[] | null;
  subscription_items: StoredItem[] | null;
};

export type StoredSubscription = Omit<
  Stripe.Subscription,
  | 'customer'
  | 'default_payment_method'
  | 'discounts'
  | 'items'
  | 'latest_invoice'
  | 'pending_setup_intent'
  | 'pending_update'
  | 'schedule'
  | 'test_clock'
  | 'trial_settings'
> & {
  customer: string;
  default_payment_method: string | null;
  discounts: string[];
  items: Stripe.ApiList<StoredItem> & { total_count: number };
  latest_invoice: string | null;
  pending_setup_intent: string | null;
  pending_update: PendingUpdate | null;
  /** Of the first item, as before there were several; Stripe still sends both. */
  plan: StoredPlan | null;
  quantity: number | null;
  schedule: string | null;
  test_clock: string | null;
  trial_settings: Stripe.Subscription.TrialSettings;
};

export const subscriptions = collection<StoredSubscription>('subscription');

type ItemFields = Pick<StoredItem, 'price' | 'quantity' | 'metadata'> & {
  subscription: string;
  period: { start: number; end: number };
};

export function newItem(scene: Scene, { period, price, ...fields }: ItemFields): StoredItem {
  return {
    id: newId.subscriptionItem(),
    object: 'subscription_item',
    billing_thresholds: null,
    created: scene.nowSeconds(),
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    plan: planOf(price),
    price,
    tax_rates: [],
    ...fields,
  } satisfies StoredItem;
}

/** What follows from the items: the list itself and the two older fields that repeat its first. */
export function itemFields(subscription: string, items: StoredItem[]) {
  const [first] = items;
  const single = items.length === 1 && first ? first : undefined;
  return {
    items: {
      object: 'list',
      data: items,
      has_more: false,
      total_count: items.length,
      url: `/v1/subscription_items?subscription=${subscription}`,
    },
    plan: single?.plan ?? null,
    quantity: single?.quantity ?? null,
  } satisfies Partial<StoredSubscription>;
}

export const usualTrialSettings: StoredSubscription['trial_settings'] = {
  end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
};

type SubscriptionFields = Pick<
  StoredSubscription,
  'id' | 'billing_cycle_anchor' | 'currency' | 'customer' | 'items' | 'plan' | 'quantity' | 'status'
> &
  Partial<StoredSubscription>;

export function newSubscription(scene: Scene, fields: SubscriptionFields): StoredSubscription {
  const now = scene.nowSeconds();
  return {
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible', updated_at: now },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    test_clock: scene.testClock,
    transfer_data: null,
    trial_end: null,
    trial_settings: usualTrialSettings,
    trial_start: null,
    ...fields,
  } satisfies StoredSubscription;
}

/** Nothing happens to it any more. */
export function isOver({ status }: StoredSubscription): boolean {
  return status === 'canceled' || status === 'incomplete_expired';
}

/** All items of a subscription here share one interval, and so one period. */
export function periodOf({ items }: StoredSubscription): { start: number; end: number } {
  const [first] = items.data;
  if (!first) throw new Error('A subscription has at least one item');
  return { start: first.current_period_start, end: first.current_period_end };
}
