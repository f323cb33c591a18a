import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import type { StoredSubscription } from './subscription.ts';

type PhaseItem = Omit<Stripe.SubscriptionSchedule.Phase.Item, 'plan' | 'price' | 'quantity'> & {
  plan: string;
  price: string;
  quantity: number;
};

export type StoredPhase = Omit<Stripe.SubscriptionSchedule.Phase, 'default_payment_method' | 'items'> & {
  default_payment_method: string | null;
  items: PhaseItem[];
};

export type StoredSchedule = Omit<
  Stripe.SubscriptionSchedule,
  'customer' | 'phases' | 'subscription' | 'test_clock'
> & {
  customer: string;
  phases: StoredPhase[];
  subscription: string | null;
  test_clock: string | null;
};

export const subscriptionSchedules = collection<StoredSchedule>('subscription_schedule');

export function newSchedule(
  scene: Scene,
  subscription: StoredSubscription,
  phases: StoredPhase[],
): StoredSchedule {
  return {
    id: newId.subscriptionSchedule(),
    object: 'subscription_schedule',
    application: null,
    billing_mode: subscription.billing_mode,
    canceled_at: null,
    completed_at: null,
    created: scene.nowSeconds(),
    current_phase: currentPhase(phases, scene.nowSeconds()),
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases,
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: scene.testClock,
  } satisfies StoredSchedule;
}

export function currentPhase(phases: StoredPhase[], seconds: number): StoredSchedule['current_phase'] {
  const phase = phases.find((one) => one.start_date <= seconds && seconds < one.end_date);
  return phase ? { end_date: phase.end_date, start_date: phase.start_date } : null;
}

type PhaseFields = Pick<StoredPhase, 'currency' | 'end_date' | 'start_date'> & {
  items: { price: string; quantity: number }[];
} & Partial<Omit<StoredPhase, 'items'>>;

export function newPhase({ items, ...fields }: PhaseFields): StoredPhase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    invoice_settings: null,
    items: items.map(({ price, quantity }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: price,
      price,
      quantity,
      tax_rates: [],
    })),
    metadata: {},
    on_behalf_of: null,
    proration_behavior: 'create_prorations',
    transfer_data: null,
    trial_end: null,
    ...fields,
  } satisfies StoredPhase;
}
