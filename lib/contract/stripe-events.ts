import * as z from 'zod/mini';

/** What each consumer of Stripe events acts on. All other types are recorded as ignored. */
export const consumedEventTypes = {
  'grant-credits': [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'checkout.session.expired',
    'refund.created',
    'refund.updated',
    'refund.failed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ],
  'send-email': [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'refund.created',
    'refund.updated',
    'refund.failed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ],
} as const;

/** Every type that some consumer acts on, each once: what the webhook endpoint at Stripe must ask for. */
export const stripeEventTypes = [...new Set(Object.values(consumedEventTypes).flat())].sort();

/** The consumers, besides the inbox, that act on events of a type. */
export function consumersOf(type: string): string[] {
  return Object.entries<readonly string[]>(consumedEventTypes)
    .filter(([, types]) => types.includes(type))
    .map(([consumer]) => consumer);
}

export const isConsumed = (type: string): boolean => consumersOf(type).length > 0;

/**
 * The envelope of a Stripe snapshot event; what `data.object` holds is each consumer's affair.
 * `created` is Unix seconds.
 */
export const stripeEvent = z.looseObject({
  id: z.string().check(z.regex(/^evt_[A-Za-z0-9_]{1,250}$/)),
  object: z.literal('event'),
  type: z.string().check(z.minLength(1), z.maxLength(128)),
  created: z.int().check(z.nonnegative()),
  livemode: z.boolean(),
  api_version: z.nullish(z.string()),
  account: z.nullish(z.string()),
  data: z.looseObject({ object: z.record(z.string(), z.unknown()) }),
});

export type StripeEvent = z.output<typeof stripeEvent>;

/** What stands on the bus for an event that is too large for it: consumers fetch the event from Stripe. */
export const stripeEventReference = z.object({
  object: z.literal('event_reference'),
  id: z.string(),
  type: z.string(),
  created: z.int(),
  livemode: z.boolean(),
  account: z.nullish(z.string()),
});

/** EventBridge's `source` of everything that came from Stripe. */
export const stripeEventSource = 'stripe';

/** What EventBridge puts into a queue: the event in `detail`, its type in `detail-type`. */
export const busMessage = z.looseObject({
  id: z.string(),
  source: z.literal(stripeEventSource),
  /** When EventBridge took the event. */
  time: z.iso.datetime(),
  'detail-type': z.string(),
  detail: z.union([stripeEvent, stripeEventReference]),
});

export type BusMessage = z.output<typeof busMessage>;
