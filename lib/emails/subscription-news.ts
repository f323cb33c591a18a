import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { idOrObject } from '../payments/stripe-id.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { endOf, type Look } from '../subscriptions/look.ts';
import { isoOrNull, readSubscription, type StripeSubscription } from '../subscriptions/read-subscription.ts';
import { isFinal } from '../subscriptions/subscription-item.ts';

const time = z.nullish(z.int());

/** What an update says was there before: only what has changed. */
const previous = z.looseObject({
  cancel_at: time,
  cancel_at_period_end: z.nullish(z.boolean()),
  canceled_at: time,
  items: z.nullish(
    z.looseObject({ data: z.array(z.looseObject({ price: z.looseObject({ id: z.string() }) })) }),
  ),
  status: z.nullish(z.string()),
});

type Previous = z.output<typeof previous>;

const ending = z.looseObject({
  cancellation_details: z.nullish(z.looseObject({ reason: z.nullish(z.string()) })),
});

/** Something that an event tells of, for which a mail is due where it `holds`. Causes are unique within its kind. */
export type News =
  | { kind: 'trialEnds'; cause: string; trialEnd: string; holds(look: Look): boolean }
  | { kind: 'planChanged'; cause: string; holds(look: Look): boolean }
  | { kind: 'changeScheduled'; cause: string; holds(look: Look): boolean }
  | { kind: 'cancellationScheduled'; cause: string; endsAt: string; holds(look: Look): boolean }
  | { kind: 'cancellationUndone'; cause: string; holds(look: Look): boolean }
  | { kind: 'ended'; cause: string; reason: string | undefined; holds(look: Look): boolean };

/** Which subscription of whom, and what is new of it; several things can be at once. */
export interface Told {
  subscriptionId: string;
  customerId: string | null | undefined;
  news: News[];
}

const inEffect = ['active', 'trialing', 'past_due'];

function planChanged({ id, items }: StripeSubscription, was: Previous, created: number): News[] {
  if (!was.items) return [];
  const before = was.items.data.map(({ price }) => price.id);
  const other = items.data.find(({ price }) => !before.includes(price.id));
  if (!other) return [];
  const priceId = other.price.id;
  const holds = ({ status, priceIds }: Look) => inEffect.includes(status) && priceIds.includes(priceId);
  return [{ kind: 'planChanged', cause: `${id}:${priceId}:${isoFromEpochSeconds(created)}`, holds }];
}

/**
 * `cancel_at_period_end`, or in the portal's way a bare `cancel_at`. Asked for again after it was taken back, it has
 * another `canceled_at`, and is another cause.
 */
function cancellation(told: StripeSubscription, was: Previous): News[] {
  const { id } = told;
  if (isFinal(told)) return [];
  const endsAt = endOf(told);
  const canceledAt = isoOrNull(told.canceled_at);
  // The same end said in the other way is no news: an upgrade does that to the portal's.
  const isSaidAnew = told.cancel_at !== null && !('cancel_at' in was) && was.cancel_at_period_end === false;
  const isTold =
    !isSaidAnew && ['cancel_at', 'cancel_at_period_end', 'canceled_at'].some((field) => field in was);
  if (endsAt !== null) {
    const holds = (look: Look) =>
      !isFinal(look) && look.cancelAt === endsAt && look.canceledAt === canceledAt;
    const cause = `${id}:${canceledAt ?? ''}:${endsAt}`;
    return isTold ? [{ kind: 'cancellationScheduled', cause, endsAt, holds }] : [];
  }
  const wasEnding = typeof was.cancel_at === 'number' || was.cancel_at_period_end === true;
  const wasAskedAt = isoOrNull(was.canceled_at ?? was.cancel_at) ?? '';
  const holds = (look: Look) => !isFinal(look) && look.cancelAt === null;
  return wasEnding ? [{ kind: 'cancellationUndone', cause: `${id}:${wasAskedAt}`, holds }] : [];
}

function trialEnds({ id, trial_end }: StripeSubscription): News[] {
  const trialEnd = isoOrNull(trial_end);
  if (trialEnd === null) return [];
  const holds = (look: Look) => look.status === 'trialing' && look.trialEnd === trialEnd;
  return [{ kind: 'trialEnds', cause: `${id}:${trialEnd}`, trialEnd, holds }];
}

/** One whose first payment never came has not begun, so it does not end either. */
function ended(told: StripeSubscription, object: unknown): News[] {
  if (told.status === 'incomplete_expired') return [];
  const { data } = z.safeParse(ending, object);
  const reason = data?.cancellation_details?.reason ?? undefined;
  return [{ kind: 'ended', cause: told.id, reason, holds: isFinal }];
}

const hasChanges = z.looseObject({ previous_attributes: z.nullish(previous) });

function newsOf(event: StripeEvent, told: StripeSubscription): News[] | undefined {
  const { success, data } = z.safeParse(hasChanges, event.data);
  if (!success) return undefined;
  const was = data.previous_attributes;
  switch (event.type) {
    case 'customer.subscription.updated':
      return was ? [...planChanged(told, was, event.created), ...cancellation(told, was)] : [];
    case 'customer.subscription.trial_will_end':
      return trialEnds(told);
    case 'customer.subscription.deleted':
      return ended(told, event.data.object);
    default:
      return [];
  }
}

const schedule = z.looseObject({
  id: z.string(),
  customer: z.nullish(idOrObject),
  subscription: z.nullish(idOrObject),
  current_phase: z.nullish(z.looseObject({ start_date: z.int(), end_date: z.int() })),
  phases: z.array(
    z.looseObject({ start_date: z.int(), items: z.array(z.looseObject({ price: idOrObject })) }),
  ),
});

/** A schedule whose phases were set: what its next phase changes to, if it does. */
function readSchedule({ data }: StripeEvent): Told | null | undefined {
  const { success, data: told } = z.safeParse(schedule, data.object);
  if (!success) return undefined;
  const { id, customer, subscription, current_phase, phases } = told;
  if (!subscription || !current_phase) return null;
  const nextStart = current_phase.end_date;
  const priceFrom = (start: number) => phases.find(({ start_date }) => start_date === start)?.items[0]?.price;
  const [now, next] = [priceFrom(current_phase.start_date), priceFrom(nextStart)];
  const changesAt = isoFromEpochSeconds(nextStart);
  const holds = (look: Look) => !isFinal(look) && look.changesAt === changesAt;
  const news: News[] =
    next && next !== now ? [{ kind: 'changeScheduled', cause: `${id}:${next}:${changesAt}`, holds }] : [];
  return { subscriptionId: subscription, customerId: customer, news };
}

/** Undefined for a shape that is not known, null when it is about no subscription. */
export function readNews(event: StripeEvent): Told | null | undefined {
  if (event.type === 'subscription_schedule.updated') return readSchedule(event);
  const told = readSubscription(event.data.object);
  const news = told && newsOf(event, told);
  return news && { subscriptionId: told.id, customerId: told.customer, news };
}
