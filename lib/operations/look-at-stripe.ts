import { parkedCodes } from '../contract/parked-codes.ts';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { eventsAtStripe, type MissedEventsDeps, type Slice } from '../events/missed-events.ts';
import { type CompareDeps, differenceOf, objectIdOf } from '../payments/compare-with-stripe.ts';
import type { Difference } from '../payments/difference.ts';
import { isWithoutStripe } from '../platform/stripe.ts';

export type LookDeps = MissedEventsDeps & CompareDeps;

/** What a run has seen, done and found. */
export interface Reconciled {
  outcome: 'reconciled';
  /** Events that Stripe has in the time looked at. */
  seen: number;
  /** Of these, how many had got lost, and are on the bus now. */
  forwarded: number;
  /** Checkouts, invoices, refunds, disputes and subscriptions that were held against the table. */
  compared: number;
  differences: Difference[];
}

export type ReconcileOutcome = Reconciled | { outcome: 'stripeNotSetUp' };

export const nothingYet = (): Reconciled => ({
  outcome: 'reconciled',
  seen: 0,
  forwarded: 0,
  compared: 0,
  differences: [],
});

const sliceSeconds = 6 * 3_600;
// A run takes up to fifteen minutes, in which things go on happening; and Stripe's clock can be ahead.
const beyondNowSeconds = 1_200;

/** What is younger may still be on its way. */
export const compareGraceSeconds = 3_600;

/** Whether Stripe is there to be asked; without it there is nothing to reconcile. */
export async function canAskStripe({ stripe, log }: LookDeps): Promise<boolean> {
  try {
    await stripe();
    return true;
  } catch (cause) {
    if (!isWithoutStripe(cause)) throw cause;
    log.info('Nothing to reconcile', { reason: cause.message });
    return false;
  }
}

/** The time up to now in parts; the last reaches beyond. */
export function slicesOf(from: number, now: number): Slice[] {
  const count = Math.max(0, Math.ceil((now - from) / sliceSeconds));
  return Array.from({ length: count }, (_, i) => {
    const gte = from + i * sliceSeconds;
    const lt = gte + sliceSeconds;
    return { gte, lt: lt < now ? lt : now + beyondNowSeconds };
  });
}

const idsOf = (events: StripeEvent[]) => new Set(events.flatMap((event) => objectIdOf(event) ?? []));

interface Look {
  /** When the events of an object must have been for it to be compared. */
  due: Slice;
  report: Reconciled;
  /** Deals with the events that never got to where they belong; answers those that are on their way only now. */
  bringIn(events: StripeEvent[]): Promise<StripeEvent[]>;
}

interface Seen {
  /** The oldest first. */
  events: StripeEvent[];
  /** What to compare now. */
  due: string[];
  /** What was put on the bus only now. */
  onTheirWay: Set<string>;
  /** What an event tells of that may not have been acted on yet. */
  young: Set<string>;
}

/** Brings in what a slice lacks; answers the ids of what to compare, and of what not yet. */
export async function lookAt(deps: LookDeps, slice: Slice, { due, report, bringIn }: Look): Promise<Seen> {
  const events = await eventsAtStripe(deps, slice);
  const onTheirWay = idsOf(await bringIn(events));
  report.seen += events.length;
  const old = events.filter(({ created }) => created >= due.gte && created < due.lt);
  const young = idsOf(events.filter(({ created }) => created >= due.lt));
  return {
    events,
    // The next run has in its time what is left out here.
    due: [...idsOf(old)].filter((id) => !onTheirWay.has(id) && !young.has(id)),
    onTheirWay,
    young,
  };
}

/** What was parked had an alarm when its event came, and agrees only once staff have looked. */
const wasParked = ({ staff }: Difference) => staff !== undefined && staff in parkedCodes;

/** Holds each object against what is here, and answers what differs and is to be looked at again. */
export async function compare(
  deps: LookDeps,
  ids: Iterable<string>,
  report: Reconciled,
): Promise<Difference[]> {
  const open: Difference[] = [];
  for (const id of ids) {
    const difference = await differenceOf(deps, id);
    report.compared += 1;
    if (!difference) continue;
    report.differences.push(difference);
    if (wasParked(difference)) continue;
    const { stripeId, ours, words } = difference;
    deps.log.warn('It differs from Stripe', { stripeId, ours, words });
    deps.count('ReconcileDifferences');
    open.push(difference);
  }
  return open;
}
