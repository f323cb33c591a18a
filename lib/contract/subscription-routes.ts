import * as z from 'zod/mini';
import { isoTime, noClientPrice, page, returnAddress, wellFormed } from './fields.ts';
import type { Route } from './route.ts';

const shortText = z
  .string({ error: 'Must be a text' })
  .check(
    z.minLength(1, { error: 'Must not be empty' }),
    z.maxLength(255, { error: 'Must be at most 255 characters' }),
    wellFormed(),
  );
const interval = z.enum(['month', 'year'], { error: 'Must be month or year' });

/** Which plan: by its tier in the catalog (`tier` or `tier_name`), or by the price's id at Stripe. */
const chosenPlan = {
  tier: z.optional(shortText),
  tier_name: z.optional(shortText),
  price_id: z.optional(shortText),
  interval: z.optional(interval),
};

const { amount: _, ...noClientPriceButAmount } = noClientPrice;

const openCheckout = z.object({
  ...chosenPlan,
  ...noClientPriceButAmount,
  /** Without a plan: one of the catalog's one-off products, the first unless named. */
  product_name: z.optional(shortText),
  /** Accepted only when it is the product's own price. */
  amount: z.optional(z.int({ error: 'Amount must be a whole number of cents' })),
  promotion_code: z.optional(shortText),
  success_url: returnAddress,
  cancel_url: returnAddress,
});

export type OpenCheckout = z.output<typeof openCheckout>;

const nativeSubscription = z.object({
  ...chosenPlan,
  ...noClientPrice,
  promotion_code: z.optional(shortText),
});

export type NativeSubscription = z.output<typeof nativeSubscription>;

const changePlan = z.object({ ...chosenPlan, ...noClientPrice });

export type ChosenPlan = Pick<OpenCheckout, 'tier' | 'tier_name' | 'price_id' | 'interval'>;

const pendingChange = z.object({
  tier: z.string(),
  interval,
  /** `period_end`: comes by itself at `effective_at`; `payment`: in effect once its invoice is paid. */
  waits_for: z.enum(['period_end', 'payment']),
  effective_at: z.nullable(isoTime),
});

const subscription = z.object({
  id: z.string(),
  /** What the person has now: the free plan's once the days of grace are over, say. */
  tier: z.string(),
  unlimited: z.boolean(),
  entitlements: z.array(z.string()),
  /** What is subscribed to, whether or not it is in effect. */
  subscribed_tier: z.string(),
  plan_name: z.string(),
  interval,
  /** Credits that each month of the plan brings. */
  monthly_credits: z.int(),
  amount: z.int(),
  currency: z.string(),
  /** Stripe's own word; one that Cue does not know is passed on. */
  status: z.string(),
  current_period_start: isoTime,
  current_period_end: isoTime,
  cancel_at_period_end: z.boolean(),
  /** When it ends, if that is settled, by a cancellation or a fixed end. */
  cancel_at: z.nullable(isoTime),
  trial_end: z.nullable(isoTime),
  /** Stripe makes no payment attempts until someone lifts that; the status says nothing of it. */
  collection_paused: z.boolean(),
  pending_change: z.nullable(pendingChange),
  /** Past due: until when the plan is kept. */
  grace_until: z.nullable(isoTime),
  /** Where an open invoice can be paid or confirmed. */
  payment_url: z.nullable(z.string()),
});

export type SubscriptionAnswer = z.output<typeof subscription>;

const invoice = z.object({
  id: z.string(),
  number: z.nullable(z.string()),
  status: z.string(),
  amount_due: z.int(),
  amount_paid: z.int(),
  currency: z.string(),
  created_at: isoTime,
  period_start: isoTime,
  period_end: isoTime,
  hosted_invoice_url: z.nullable(z.string()),
  invoice_pdf: z.nullable(z.string()),
});

export type Invoice = z.output<typeof invoice>;

const planChangePreview = z.object({
  amount_due_now: z.int(),
  currency: z.string(),
  /** Credits that the change brings at once. */
  credits_now: z.int(),
  next_amount: z.int(),
  next_at: isoTime,
  effective_at: isoTime,
});

export type PlanChangePreview = z.output<typeof planChangePreview>;

export const subscriptionRoutes = {
  createCheckoutSession: {
    method: 'POST',
    path: '/api/payments/create-checkout-session',
    aliases: ['/api/v1/stripe/create-checkout-session', '/api/payments/create-checkout'],
    servedBy: 'payments',
    caller: 'user',
    summary: 'Subscribe to a plan, or buy a one-off product: answers the address of the hosted checkout page',
    body: openCheckout,
    response: z.object({ checkout_url: z.string(), url: z.string() }),
    idempotent: true,
  },
  createSubscription: {
    method: 'POST',
    path: '/api/payments/create-subscription',
    servedBy: 'payments',
    caller: 'user',
    summary: 'Subscribe with Stripe Elements: answers the secret to confirm the payment or the card with',
    body: nativeSubscription,
    response: z.object({
      subscription_id: z.string(),
      client_secret: z.string(),
      intent: z.enum(['payment', 'setup']),
    }),
    idempotent: true,
  },
  changePlan: {
    method: 'POST',
    path: '/api/payments/change-plan',
    servedBy: 'payments',
    caller: 'user',
    summary:
      'Up at once and paid at once, down at the end of the period; `preview=true` only says what it costs',
    query: z.object({ preview: z.optional(z.enum(['true', 'false'])) }),
    body: changePlan,
    response: z.union([subscription, planChangePreview]),
    idempotent: true,
  },
  cancelSubscription: {
    method: 'POST',
    path: '/api/payments/cancel-subscription',
    aliases: ['/api/payments/subscription/cancel'],
    servedBy: 'payments',
    caller: 'user',
    summary: 'Cancel at the end of the period; at once while a payment is overdue',
    response: z.object({ status: z.literal('success'), message: z.string() }),
  },
  resumeSubscription: {
    method: 'POST',
    path: '/api/payments/resume-subscription',
    servedBy: 'payments',
    caller: 'user',
    summary: 'Undo a cancellation or a change at the end of the period',
    response: subscription,
  },
  openPortal: {
    method: 'POST',
    path: '/api/payments/portal',
    servedBy: 'payments',
    caller: 'user',
    summary: "The address of Stripe's customer portal",
    response: z.object({ url: z.string() }),
  },
  getSubscriptionStatus: {
    method: 'GET',
    path: '/api/payments/subscription-status',
    servedBy: 'payments',
    caller: 'user',
    summary: 'Whether there is a subscription, in short; `current_period_end` in Unix seconds',
    response: z.object({
      has_subscription: z.boolean(),
      status: z.string(),
      current_period_end: z.optional(z.int()),
      plan_name: z.optional(z.string()),
    }),
  },
  getSubscription: {
    method: 'GET',
    path: '/api/payments/subscription',
    aliases: ['/api/billing/subscription'],
    servedBy: 'payments',
    caller: 'user',
    summary: 'The subscription, what it gives and what happens to it next; null when there is none',
    response: z.nullable(subscription),
  },
  listInvoices: {
    method: 'GET',
    path: '/api/billing/invoices',
    servedBy: 'payments',
    caller: 'user',
    summary: "Invoices, newest first, with Stripe's pages to see or pay them",
    query: page,
    response: z.object({ invoices: z.array(invoice), next_cursor: z.nullable(z.string()) }),
  },
} as const satisfies Record<string, Route>;
