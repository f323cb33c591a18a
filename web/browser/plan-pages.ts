import { answerWith, daysFromNow, proPlan, someInvoices, withPlan } from './mocked-plan.ts';
import type { Scene } from './pages.ts';
import { signIn } from './shopper.ts';

const payment_url = 'https://invoice.stripe.com/i/1';
const inTwentyDays = daysFromNow(20);
const trialEnd = daysFromNow(5);

/** The pages of plans, in the states that a person meets. */
export const planScenes: readonly Scene[] = [
  {
    name: 'pricing-signed-out',
    open: async (page) => {
      await page.goto('/pricing');
    },
  },
  { name: 'pricing', open: withPlan('/pricing', { subscription: null }) },
  { name: 'pricing-by-the-year', open: withPlan('/pricing?interval=year', { subscription: null }) },
  { name: 'pricing-with-plan', open: withPlan('/pricing', { subscription: proPlan() }) },
  { name: 'pricing-canceled', open: withPlan('/pricing?payment=canceled', { subscription: null }) },
  {
    name: 'plan-trial',
    open: withPlan('/account/billing', {
      subscription: proPlan({ status: 'trialing', trial_end: trialEnd, current_period_end: trialEnd }),
      invoices: someInvoices.slice(2),
    }),
  },
  {
    name: 'plan-past-due',
    open: withPlan('/account/billing', {
      subscription: proPlan({ status: 'past_due', grace_until: daysFromNow(4), payment_url }),
      invoices: someInvoices,
    }),
  },
  {
    name: 'plan-ending',
    open: withPlan('/account', { subscription: proPlan({ cancel_at_period_end: true }) }),
  },
  {
    name: 'plan-changing',
    open: withPlan('/account', {
      subscription: proPlan({
        pending_change: {
          tier: 'CORE',
          interval: 'month',
          waits_for: 'period_end',
          effective_at: inTwentyDays,
        },
      }),
    }),
  },
  {
    name: 'plan-unlimited',
    open: withPlan('/account', {
      subscription: proPlan({
        tier: 'STUDIO',
        subscribed_tier: 'STUDIO',
        plan_name: 'Studio',
        unlimited: true,
        monthly_credits: 0,
        amount: 2999,
      }),
      credits: { balance: 40, available: 40, held: 0, unlimited: true, tier: 'STUDIO' },
    }),
  },
  {
    name: 'plan-unknown-status',
    open: withPlan('/account', { subscription: proPlan({ status: 'frozen' }) }),
  },
  {
    name: 'plan-cancel-dialog',
    open: async (page) => {
      await withPlan('/account', { subscription: proPlan() })(page);
      await page.getByRole('button', { name: 'Cancel plan' }).click();
    },
  },
  {
    name: 'plan-change',
    open: withPlan('/account/plan?tier=STUDIO&interval=month', {
      subscription: proPlan(),
      preview: {
        amount_due_now: 1000,
        currency: 'usd',
        credits_now: 75,
        next_amount: 2999,
        next_at: inTwentyDays,
        effective_at: daysFromNow(0),
      },
    }),
  },
  {
    name: 'plan-change-declined',
    open: async (page) => {
      const before = proPlan();
      const pending_change = {
        tier: 'STUDIO',
        interval: 'month',
        waits_for: 'payment',
        effective_at: null,
      } as const;
      const declined = proPlan({ payment_url, pending_change });
      await signIn(page, 'frances@example.com');
      await answerWith(page, {
        subscription: before,
        preview: {
          amount_due_now: 1000,
          currency: 'usd',
          credits_now: 0,
          next_amount: 2999,
          next_at: inTwentyDays,
          effective_at: daysFromNow(0),
        },
      });
      await page.route('**/api/payments/change-plan', async (route) => {
        await page.unroute('**/api/payments/subscription');
        await answerWith(page, { subscription: declined });
        await route.fulfill({ json: declined });
      });
      await page.goto('/account/plan?tier=STUDIO&interval=month');
      await page.getByRole('button', { name: 'Pay $10.00 and change' }).click();
      await page.getByRole('heading', { name: 'Your payment needs you' }).waitFor();
    },
  },
  { name: 'plan-awaited', open: withPlan('/account?payment=success', { subscription: null }) },
  { name: 'keys', open: withPlan('/account/keys', {}) },
];
