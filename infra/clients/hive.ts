import { flag, list, number, text, textOrNull } from './answer-fields.ts';
import { apiCalls, pageAfter, Refused } from './api-calls.ts';
import type { PageFetch } from './page-fetch.ts';

/** Credits and tiers: buys either, exports for three credits, and shows where every credit went. */
export function hive(address: string, fetch: PageFetch) {
  const { get, post, download } = apiCalls({ address, fetch, credentials: 'include' });
  const checkout = async (path: string, body: object) => text(await post(path, body), 'checkout_url');

  /** Where a button that sells leads, or what it says when it is refused. */
  async function soldBy(buy: () => Promise<string>): Promise<{ goTo: string } | { says: string }> {
    try {
      return { goTo: await buy() };
    } catch (error) {
      if (error instanceof Refused && error.status === 400) return { says: error.message };
      return { goTo: pageAfter(error) };
    }
  }

  return {
    /** The key for Stripe's own fields on the page; without one the page sells nothing. */
    async stripeKey(): Promise<string> {
      try {
        return text(await get('/api/payments/config'), 'publishable_key');
      } catch (error) {
        return pageAfter(error);
      }
    },
    buyCredits: (credits: number) =>
      soldBy(() => checkout('/api/payments/create-one-time-payment', { credits })),
    /** A first plan is bought on Stripe's page; whoever has one changes it. */
    buyTier: (tier: string) =>
      soldBy(async () => {
        try {
          return await checkout('/api/payments/create-checkout-session', { tier });
        } catch (error) {
          if (!(error instanceof Refused && error.status === 409)) throw error;
          return `/account?plan=${text(await post('/api/payments/change-plan', { tier }), 'tier')}`;
        }
      }),
    async balance() {
      const credits = await get('/api/billing/credits');
      return flag(credits, 'unlimited') ? 'Unlimited' : number(credits, 'available');
    },
    async statement() {
      const entries = list(await get('/api/billing/ledger'), 'entries');
      return entries.map((entry) => ({
        type: text(entry, 'type'),
        delta: number(entry, 'credits_delta'),
        after: number(entry, 'balance_after'),
        notes: text(entry, 'notes'),
      }));
    },
    async payments() {
      const payments = list(await get('/api/billing/payments'), 'payments');
      return payments.map((payment) => ({
        cents: number(payment, 'amount'),
        currency: text(payment, 'currency'),
        status: text(payment, 'status'),
        credits: number(payment, 'credits_granted'),
      }));
    },
    /** The name of the file that was saved, or where the page goes instead. */
    async exportWorkflow(id: string): Promise<{ bytes: number } | { goTo: string }> {
      try {
        return { bytes: (await download(`/api/workflows/${id}/export`)).byteLength };
      } catch (error) {
        return { goTo: pageAfter(error) };
      }
    },
    async plan() {
      const plan = await get('/api/payments/subscription');
      if (plan === null) return null;
      return {
        tier: text(plan, 'tier'),
        status: text(plan, 'status'),
        unlimited: flag(plan, 'unlimited'),
        endsAtPeriodEnd: flag(plan, 'cancel_at_period_end'),
        periodEnd: text(plan, 'current_period_end'),
        trialEnd: textOrNull(plan, 'trial_end'),
      };
    },
    /** The link to invite others with, and what it has brought. */
    async invitations() {
      const referrals = await get('/api/referrals');
      return {
        code: text(referrals, 'code'),
        url: text(referrals, 'url'),
        invited: number(referrals, 'invited'),
        rewarded: number(referrals, 'rewarded'),
        earned: number(referrals, 'credits_earned'),
      };
    },
    async cancel(): Promise<string> {
      try {
        return text(await post('/api/payments/subscription/cancel'), 'message');
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return error.message;
        throw error;
      }
    },
  };
}
