import * as z from 'zod/mini';
import { noClientPrice, noPriceId, returnAddress } from './fields.ts';
import type { Route } from './route.ts';

const plansAnswer = z.object({
  plans: z.array(
    z.object({
      tier: z.string(),
      name: z.string(),
      prices: z.array(
        z.object({
          price_id: z.nullable(z.string()),
          interval: z.enum(['month', 'year']),
          amount: z.int(),
          currency: z.string(),
        }),
      ),
      credits: z.int(),
      unlimited: z.boolean(),
      features: z.array(z.string()),
      entitlements: z.array(z.string()),
      trial_days: z.int(),
      /** What that trial brings. */
      trial_credits: z.int(),
      /** For people who never had credits. */
      demo_generations_per_day: z.int(),
      contact: z.nullable(z.string()),
    }),
  ),
  products: z.array(z.object({ name: z.string(), amount: z.int(), currency: z.string(), credits: z.int() })),
  credit: z.object({
    unit_amount: z.int(),
    currency: z.string(),
    minimum_amount: z.int(),
    name: z.string(),
    plural: z.string(),
    tokens_per_credit: z.int(),
  }),
  costs: z.object({ generate: z.int(), export: z.int() }),
  /** For visitors who are not signed in, by address. */
  anonymous_generations_per_day: z.int(),
  /** Credits for either side at the first purchase of who was invited. */
  referral_reward: z.nullable(z.object({ inviter: z.int(), invited: z.int() })),
});

export type PlansAnswer = z.output<typeof plansAnswer>;

/** The most credits one payment can buy: $20,000 at the shipped price, under Stripe's own limit of $999,999.99. */
export const maximumCredits = 100_000;

// Integers beyond the safe range are too small or too big before any limit of ours is asked.
const creditsFault = {
  too_small: 'Credits must be at least 1',
  // Written out: formatting a number loads Node's locale data, 12 ms at the start of every function.
  too_big: 'Credits must be at most 100,000',
  invalid_type: 'Credits must be a whole number',
};

const creditCount = z
  .int({
    error: ({ code }) => creditsFault[code === 'too_small' || code === 'too_big' ? code : 'invalid_type'],
  })
  .check(
    z.minimum(1, { error: creditsFault.too_small }),
    z.maximum(maximumCredits, { error: creditsFault.too_big }),
  );

export const buyCredits = z.object({
  ...noClientPrice,
  price_id: noPriceId,
  price: noPriceId,
  credits: creditCount,
  success_url: returnAddress,
  cancel_url: returnAddress,
});

const tokensFault = {
  too_small: 'Tokens must be at least 1',
  too_big: 'Tokens are too many',
  invalid_type: 'Tokens must be a whole number',
};

const buyCreditsOrTokens = z.extend(buyCredits, {
  credits: z.optional(creditCount),
  /** In place of credits, by the catalog's `tokens_per_credit`, rounded up. */
  tokens: z.optional(
    z
      .int({
        error: ({ code }) => tokensFault[code === 'too_small' || code === 'too_big' ? code : 'invalid_type'],
      })
      .check(z.minimum(1, { error: tokensFault.too_small })),
  ),
});

export type BuyCredits = z.output<typeof buyCreditsOrTokens>;

const checkoutAnswer = z.object({ checkout_url: z.string(), url: z.string() });

export const paymentRoutes = {
  listPlans: {
    method: 'GET',
    path: '/api/payments/plans',
    servedBy: 'payments',
    caller: 'optional',
    summary:
      'What can be bought; to a person who is signed in, `trial_days` tells of the trial that they can still have',
    response: plansAnswer,
  },
  getPaymentConfig: {
    method: 'GET',
    path: '/api/payments/config',
    servedBy: 'payments',
    caller: 'anyone',
    summary: "Stripe's publishable key, for a front end that uses Stripe Elements",
    response: z.object({ publishable_key: z.string() }),
  },
  createOneTimePayment: {
    method: 'POST',
    path: '/api/payments/create-one-time-payment',
    aliases: ['/api/billing/purchase-tokens'],
    servedBy: 'payments',
    caller: 'user',
    summary: 'Buy credits, or tokens that make credits: answers the address of the hosted checkout page',
    body: buyCreditsOrTokens,
    response: checkoutAnswer,
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
