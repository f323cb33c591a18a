import { flag, list, number, text } from './answer-fields.ts';
import { apiCalls, pageAfter } from './api-calls.ts';
import type { PageFetch } from './page-fetch.ts';

/** A page of plans with a trial, and a dashboard that knows whether there is one. */
export function founder(address: string, fetch: PageFetch) {
  const { get, post } = apiCalls({ address, fetch, credentials: 'include' });
  return {
    async pricingPage() {
      const plans = list(await get('/api/payments/plans'), 'plans');
      return plans.map((plan) => ({
        tier: text(plan, 'tier'),
        name: text(plan, 'name'),
        cents: list(plan, 'prices').map((price) => number(price, 'amount')),
        trialDays: number(plan, 'trial_days'),
      }));
    },
    /** Where the button of a plan leads: to Stripe, or to the login page first. */
    async choose(tierName: string): Promise<string> {
      try {
        return text(
          await post('/api/v1/stripe/create-checkout-session', { tier_name: tierName }),
          'checkout_url',
        );
      } catch (error) {
        return pageAfter(error);
      }
    },
    async dashboard() {
      const status = await get('/api/payments/subscription-status');
      if (!flag(status, 'has_subscription')) return { plan: undefined, status: text(status, 'status') };
      const renewsAt = new Date(number(status, 'current_period_end') * 1_000);
      return { plan: text(status, 'plan_name'), status: text(status, 'status'), renewsAt };
    },
  };
}
