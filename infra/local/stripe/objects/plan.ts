import type Stripe from 'stripe';
import type { StoredPrice } from './price.ts';

export type StoredPlan = Omit<Stripe.Plan, 'amount_decimal' | 'deleted'> & { amount_decimal: string };

/** The older name of a recurring price; Stripe still shows it beside each. */
export function planOf(price: StoredPrice): StoredPlan {
  const { recurring } = price;
  if (!recurring) throw new Error(`The price ${price.id} is not recurring`);
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  } satisfies StoredPlan;
}
