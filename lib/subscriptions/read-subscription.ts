import * as z from 'zod/mini';
import { idOrObject } from '../payments/stripe-id.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';

const seconds = z.int().check(z.nonnegative());
const time = z.nullish(seconds);

const price = z.looseObject({
  id: z.string(),
  unit_amount: z.nullish(z.int()),
  currency: z.string(),
});

const item = z.looseObject({
  id: z.string(),
  price,
  current_period_start: time,
  current_period_end: time,
});

const schedulePhase = z.looseObject({
  start_date: seconds,
  items: z.array(z.looseObject({ price: idOrObject })).check(z.minLength(1)),
});

/** What is read of a subscription, in an event or fetched; periods stand on the items, or in old events on itself. */
const stripeSubscription = z.looseObject({
  id: z.string().check(z.regex(/^sub_[A-Za-z0-9_]{1,250}$/)),
  customer: idOrObject,
  status: z.string().check(z.minLength(1)),
  created: seconds,
  items: z.looseObject({ data: z.array(item).check(z.minLength(1)) }),
  current_period_start: time,
  current_period_end: time,
  cancel_at_period_end: z.boolean(),
  cancel_at: time,
  canceled_at: time,
  ended_at: time,
  trial_start: time,
  trial_end: time,
  pending_setup_intent: z.nullish(idOrObject),
  default_payment_method: z.nullish(idOrObject),
  metadata: z.nullish(z.record(z.string(), z.string())),
  pause_collection: z.nullish(z.looseObject({ behavior: z.string() })),
  pending_update: z.nullish(
    z.looseObject({
      subscription_items: z.nullish(z.array(z.looseObject({ price: z.nullish(idOrObject) }))),
    }),
  ),
  /** An id in events; whole where it was expanded. */
  schedule: z.nullish(
    z.union([z.string(), z.looseObject({ id: z.string(), phases: z.array(schedulePhase) })]),
  ),
  latest_invoice: z.nullish(
    z.union([
      z.string(),
      z.looseObject({
        id: z.string(),
        status: z.nullish(z.string()),
        hosted_invoice_url: z.nullish(z.string()),
      }),
    ]),
  ),
});

export type StripeSubscription = z.output<typeof stripeSubscription>;
export type SubscriptionItem = StripeSubscription['items']['data'][number];

/** Undefined when the object has a shape that we do not know. */
export function readSubscription(object: unknown): StripeSubscription | undefined {
  const result = z.safeParse(stripeSubscription, object);
  return result.success ? result.data : undefined;
}

/** The period that the plan's item is in, ISO; undefined where neither shape tells. */
export function periodOf(
  subscription: StripeSubscription,
  planItem: SubscriptionItem,
): { currentPeriodStart: string; currentPeriodEnd: string } | undefined {
  const start = planItem.current_period_start ?? subscription.current_period_start;
  const end = planItem.current_period_end ?? subscription.current_period_end;
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  return { currentPeriodStart: isoFromEpochSeconds(start), currentPeriodEnd: isoFromEpochSeconds(end) };
}

export const isoOrNull = (time: number | null | undefined): string | null =>
  typeof time === 'number' ? isoFromEpochSeconds(time) : null;

/**
 * When it ends, if that is settled: the portal sets only `cancel_at` in flexible billing mode, our own route sets
 * `cancel_at_period_end`. https://docs.stripe.com/billing/subscriptions/cancel
 */
export function cancelAtOf(
  { cancel_at, cancel_at_period_end }: StripeSubscription,
  currentPeriodEnd: string,
): string | null {
  return isoOrNull(cancel_at) ?? (cancel_at_period_end ? currentPeriodEnd : null);
}
