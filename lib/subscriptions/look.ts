import type Stripe from 'stripe';
import { NotYet } from '../events/outcome.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import {
  cancelAtOf,
  isoOrNull,
  periodOf,
  readSubscription,
  type StripeSubscription,
} from './read-subscription.ts';
import type { Subscription } from './subscription-item.ts';

/** What events about a subscription tell of, as our row has it or as Stripe has it now. Times are ISO. */
export interface Look {
  status: string;
  priceIds: string[];
  cancelAt: string | null;
  canceledAt: string | null;
  trialEnd: string | null;
  /** When another plan begins, by a schedule. */
  changesAt: string | null;
}

function lookAtRow(row: Subscription): Look {
  const { status, priceId, cancelAt, canceledAt, trialEnd, pendingChange } = row;
  const changesAt = pendingChange?.waitsFor === 'period_end' ? pendingChange.effectiveAt : null;
  return { status, priceIds: [priceId], cancelAt, canceledAt, trialEnd, changesAt };
}

/** When it ends, in an event or fetched; of several items any period will do: all of ours share one. */
export function endOf(told: StripeSubscription): string | null {
  const [item] = told.items.data;
  const period = item && periodOf(told, item);
  return cancelAtOf(told, period?.currentPeriodEnd ?? '');
}

function changeOf({ schedule }: StripeSubscription, priceIds: string[], now: Date): string | null {
  if (!schedule || typeof schedule === 'string') return null;
  const coming = schedule.phases.filter(({ start_date }) => start_date * 1_000 > now.getTime());
  const [next] = coming.sort((a, b) => a.start_date - b.start_date);
  const isOther = next?.items.some(({ price }) => !priceIds.includes(price));
  return next && isOther ? isoFromEpochSeconds(next.start_date) : null;
}

function lookAtStripe(told: StripeSubscription, now: Date): Look {
  const priceIds = told.items.data.map(({ price }) => price.id);
  return {
    status: told.status,
    priceIds,
    cancelAt: endOf(told),
    canceledAt: isoOrNull(told.canceled_at),
    trialEnd: isoOrNull(told.trial_end),
    changesAt: changeOf(told, priceIds, now),
  };
}

async function fetchNow(stripe: Stripe, subscriptionId: string): Promise<StripeSubscription | undefined> {
  try {
    return readSubscription(await stripe.subscriptions.retrieve(subscriptionId, { expand: ['schedule'] }));
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

interface LookDeps {
  stripe(): Promise<Stripe>;
  outside: { clock: { now(): Date } };
}

interface KnownRow {
  row: Subscription | undefined;
  subscriptionId: string;
}

/** The row, if it shows what an event told of and Stripe still has it so: the row may be behind. */
export async function rowThatStillShows(
  { stripe, outside }: LookDeps,
  { row, subscriptionId }: KnownRow,
  holds: (look: Look) => boolean,
): Promise<Subscription | undefined> {
  const told = await fetchNow(await stripe(), subscriptionId);
  if (!told || !holds(lookAtStripe(told, outside.clock.now()))) return undefined;
  if (row && holds(lookAtRow(row))) return row;
  throw new NotYet('The mail waits until the subscription shows what it says');
}

/**
 * The row, if it shows what an event told of. Where it does not, Stripe is asked: what still holds there is on its way
 * here (`NotYet`), and what no longer does is over (undefined).
 */
export async function rowThatShows(
  deps: LookDeps,
  known: KnownRow,
  holds: (look: Look) => boolean,
): Promise<Subscription | undefined> {
  const { row } = known;
  return row && holds(lookAtRow(row)) ? row : rowThatStillShows(deps, known, holds);
}
