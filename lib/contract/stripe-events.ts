import * as z from 'zod/mini';

/**
 * Not Stripe's: by these `reconcile --apply` leads the consumers to an object that is not as Stripe has it, where no
 * event tells of it any more.
 */
export const driftTypes = {
  payment: 'cue.payment.drifted',
  subscription: 'cue.subscription.drifted',
  customer: 'cue.customer.drifted',
} as const;

type DriftType = (typeof driftTypes)[keyof typeof driftTypes];

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
    'invoice.paid',
    'invoice.payment_succeeded',
    'customer.subscription.updated',
    driftTypes.payment,
  ],
  'sync-subscription': [
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.pending_update_applied',
    'customer.subscription.pending_update_expired',
    'subscription_schedule.updated',
    'subscription_schedule.released',
    'subscription_schedule.canceled',
    'customer.deleted',
    driftTypes.subscription,
    driftTypes.customer,
  ],
  'provision-account': [
    'customer.subscription.created',
    'customer.subscription.updated',
    driftTypes.subscription,
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
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.trial_will_end',
    'subscription_schedule.updated',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice.payment_failed',
    'invoice.payment_action_required',
  ],
} as const;

type ConsumedType = (typeof consumedEventTypes)[keyof typeof consumedEventTypes][number];

const ownTypes: readonly string[] = Object.values(driftTypes);
const isStripes = (type: ConsumedType): type is Exclude<ConsumedType, DriftType> => !ownTypes.includes(type);

/** Every type of Stripe's that some consumer acts on, each once: what the webhook endpoint there must ask for. */
export const stripeEventTypes = [
  ...new Set(Object.values(consumedEventTypes).flat().filter(isStripes)),
].sort();

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

/**
 * What stands on the bus where no event tells of an object: consumers fetch the object from Stripe. Its id is no
 * event's, so that nobody takes it for one.
 */
export const stripeObjectReference = z.object({
  object: z.literal('object_reference'),
  id: z.string().check(z.regex(/^drift_/)),
  type: z.enum(driftTypes),
  objectId: z.string(),
  created: z.int(),
  livemode: z.boolean(),
});

export type StripeObjectReference = z.output<typeof stripeObjectReference>;

/** EventBridge's `source` of everything that came from Stripe. */
export const stripeEventSource = 'stripe';

/** What EventBridge puts into a queue: the event in `detail`, its type in `detail-type`. */
export const busMessage = z.looseObject({
  id: z.string(),
  source: z.literal(stripeEventSource),
  /** When EventBridge took the event. */
  time: z.iso.datetime(),
  'detail-type': z.string(),
  detail: z.union([stripeEvent, stripeEventReference, stripeObjectReference]),
});

export type BusMessage = z.output<typeof busMessage>;
