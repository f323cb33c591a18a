import * as z from 'zod/mini';
import type { Item } from '../platform/table.ts';

const isoTime = z.iso.datetime();
const interval = z.enum(['month', 'year']);

const pendingChange = z.object({
  tier: z.string(),
  interval,
  /** `period_end`: comes by itself; `payment`: once its invoice is paid. */
  waitsFor: z.enum(['period_end', 'payment']),
  effectiveAt: z.nullable(isoTime),
});

/**
 * A subscription as it is at Stripe, in our words: what `customer.subscription.*` led us to fetch. Times are ISO.
 * There is one row for each subscription that a person ever had; `PROFILE` carries a copy of the one that counts.
 */
const subscriptionItem = z.object({
  subscriptionId: z.string(),
  userId: z.string(),
  customerId: z.string(),
  /** Stripe's own word, also one that we do not know. */
  status: z.string(),
  /** The last status that we did know: what an unknown one leaves in effect. */
  knownStatus: z.string(),
  tier: z.string(),
  interval,
  priceId: z.string(),
  /** Of the plan's subscription item: what a change of plan changes. */
  subscriptionItemId: z.string(),
  amountCents: z.int(),
  currency: z.string(),
  createdAt: isoTime,
  currentPeriodStart: isoTime,
  currentPeriodEnd: isoTime,
  cancelAtPeriodEnd: z.boolean(),
  /** When it ends, if that is settled. */
  cancelAt: z.nullable(isoTime),
  /** When somebody asked for that. */
  canceledAt: z.nullable(isoTime),
  endedAt: z.nullable(isoTime),
  trialStart: z.nullable(isoTime),
  trialEnd: z.nullable(isoTime),
  /** Of a trial for which nobody has confirmed a card: it gives nothing, and stands in nobody's way. */
  awaitsCard: z._default(z.boolean(), false),
  collectionPaused: z.boolean(),
  /** Since when the oldest open invoice has been due, while past due or unpaid. */
  overdueSince: z.nullable(isoTime),
  /** Of the open invoice, if there is one: where it can be paid or confirmed. */
  paymentUrl: z.nullable(z.string()),
  scheduleId: z.nullable(z.string()),
  pendingChange: z.nullable(pendingChange),
  /** Of one that was paid beside another: which one stays. It is ended and refunded. */
  duplicateOf: z.nullable(z.string()),
});

export type Subscription = z.output<typeof subscriptionItem>;

/** The row in the table; `version` counts its changes, so that an older look at Stripe never overwrites a newer one. */
const subscriptionRow = z.extend(subscriptionItem, { version: z.int() });

export type SubscriptionRow = z.output<typeof subscriptionRow>;

export const parseSubscription = (item: Item): Subscription => subscriptionItem.parse(item);
export const parseSubscriptionRow = (item: Item): SubscriptionRow => subscriptionRow.parse(item);
export const subscriptionShape = subscriptionItem;

/** These never come back; everything else can still become active. */
const finalStatuses = ['canceled', 'incomplete_expired'];
export const isFinal = ({ status }: Pick<Subscription, 'status'>): boolean => finalStatuses.includes(status);

/** Whether it stands in the way of another: all but what is over, and what was never paid or confirmed. */
export const isLive = (subscription: Pick<Subscription, 'status'> & { awaitsCard?: boolean }): boolean =>
  !isFinal(subscription) && subscription.status !== 'incomplete' && subscription.awaitsCard !== true;
