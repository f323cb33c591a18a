import * as z from 'zod/mini';

const cents = z.int().check(z.nonnegative());
const count = z.int().check(z.nonnegative());
const name = z.string().check(z.minLength(1), z.maxLength(100));

/** On the first front end; Stripe puts the checkout session's id in place of `{CHECKOUT_SESSION_ID}`. */
const path = z
  .string()
  .check(z.maxLength(500), z.regex(/^\/(?![/\\])[^\s\\]*$/, { error: 'Must be a path, /dashboard say' }));
const returnPaths = z.object({ success: path, cancel: path });

/** The plan catalog (`plans.json`): everything that is sold, as data. Amounts are in the currency's minor unit. */
export const catalog = z
  .object({
    currency: z.string().check(z.regex(/^[a-z]{3}$/)),
    unit: z.object({ name, plural: name, tokens_per_credit: z.int().check(z.positive()) }),
    credit: z.object({ unit_amount: z.int().check(z.positive()), minimum_amount: cents }),
    costs: z.object({ generate: count, export: count }),
    /** For how long a plan is kept after a renewal could not be paid. */
    grace_days: z._default(count, 7),
    /** Generations in a day (UTC) that an anonymous visitor has from one address; what they bring is not saved. */
    anonymous_generations_per_day: z._default(count, 5),
    /** Credits for either side at the first purchase of who was invited; nobody is rewarded when absent. */
    referral_reward: z.optional(z.object({ inviter: count, invited: count })),
    /** Where checkout sends people back to, when the front end does not say. */
    return_paths: z.prefault(
      z.object({
        subscription: z._default(returnPaths, {
          success: '/account?payment=success',
          cancel: '/pricing?payment=canceled',
        }),
        credits: z._default(returnPaths, {
          success: '/payment/success?session_id={CHECKOUT_SESSION_ID}',
          cancel: '/payment/cancel',
        }),
      }),
      {},
    ),
    /** Below how many credits a person is told, by the billing page and a mail; 0 tells nobody. */
    low_balance_threshold: z._default(count, 0),
    products: z.array(
      z.object({ name, amount: z.int().check(z.positive()), credits: z.int().check(z.positive()) }),
    ),
    plans: z
      .array(
        z.object({
          tier: z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/)),
          name,
          prices: z.array(
            z.object({
              interval: z.enum(['month', 'year']),
              amount: z.int().check(z.positive()),
              setting: z.string().check(z.regex(/^STRIPE_PRICE_ID_[A-Z0-9_]+$/)),
            }),
          ),
          credits: count,
          unlimited: z.boolean(),
          features: z.array(z.string()),
          entitlements: z.array(z.string()),
          trial_days: count,
          /** What a trial brings; none when absent. */
          trial_credits: z._default(count, 0),
          /** Generations in a day (UTC) without credits, for people who never had any. */
          demo_generations_per_day: z._default(count, 0),
          /** Calls in a minute: of API keys and of the widget, and of generating and exporting. */
          requests_per_minute: z._default(z.int().check(z.positive()), 60),
          contact: z.nullable(z.string()),
        }),
      )
      .check(z.minLength(1)),
  })
  .check(
    z.refine((value) => new Set(value.plans.map((plan) => plan.tier)).size === value.plans.length, {
      error: 'Each tier must appear once',
    }),
  );

export type Catalog = z.output<typeof catalog>;
export type ReturnPaths = z.output<typeof returnPaths>;
export type Plan = Catalog['plans'][number];
export type Interval = Plan['prices'][number]['interval'];
