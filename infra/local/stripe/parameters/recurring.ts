import type Stripe from 'stripe';
import { choice, integer, notSimulated, required } from './checks.ts';
import { shape } from './shape.ts';

type Recurring = Stripe.Price.Recurring;

export const recurringParameter = shape({
  interval: required(choice(['day', 'week', 'month', 'year'])),
  interval_count: integer({ minimum: 1, maximum: 156 }),
  trial_period_days: integer({ minimum: 1, maximum: 730 }),
  usage_type: choice(['licensed']),
  ...notSimulated(['meter']),
});

export function wholeRecurring(
  given: ReturnType<typeof recurringParameter.read> | undefined,
): Recurring | null {
  if (!given) return null;
  return {
    interval: given.interval,
    interval_count: given.interval_count ?? 1,
    meter: null,
    trial_period_days: given.trial_period_days ?? null,
    usage_type: 'licensed',
  };
}
