import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';

/** Pro by the month, active since 1 November, as the API answers it; a test names what is otherwise. */
export const subscriptionOf = (fields: Partial<SubscriptionAnswer> = {}): SubscriptionAnswer => ({
  id: 'sub_1',
  tier: 'PRO',
  unlimited: false,
  entitlements: ['workflows', 'api_keys'],
  subscribed_tier: 'PRO',
  plan_name: 'Pro',
  interval: 'month',
  monthly_credits: 100,
  amount: 1499,
  currency: 'usd',
  status: 'active',
  current_period_start: '2026-11-01T10:00:00.000Z',
  current_period_end: '2026-12-01T10:00:00.000Z',
  cancel_at_period_end: false,
  cancel_at: null,
  trial_end: null,
  collection_paused: false,
  pending_change: null,
  grace_until: null,
  payment_url: null,
  ...fields,
});
