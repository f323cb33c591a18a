import type { StripeEvent } from '../contract/stripe-events.ts';
import { forwardMissedEvents, missedEvents, type Slice } from '../events/missed-events.ts';
import { leadsTo, type TellAgainDeps, tellAgain } from '../events/tell-again.ts';
import { objectIdOf, objectIdsIn } from '../payments/compare-with-stripe.ts';
import type { Difference } from '../payments/difference.ts';
import { epochSeconds } from '../platform/clock.ts';
import { missingAtStripe } from '../subscriptions/compare-subscription.ts';
import type { SubscriptionRow } from '../subscriptions/subscription-item.ts';
import { listAll } from './list-subscriptions-at-stripe.ts';
import {
  canAskStripe,
  compare,
  compareGraceSeconds,
  type LookDeps,
  lookAt,
  nothingYet,
  type Reconciled,
  type ReconcileOutcome,
  slicesOf,
} from './look-at-stripe.ts';

export type SinceDeps = LookDeps & TellAgainDeps;

export type LiveRow = Pick<SubscriptionRow, 'subscriptionId' | 'userId' | 'status'>;

export interface SinceRequest {
  sinceEpochSeconds: number;
  /** `look` changes nothing, `bringIn` also brings in the events that got lost, `apply` mends what differs, too. */
  mode: 'look' | 'bringIn' | 'apply';
  /** Rows that are live here, to be held against Stripe; only an operator's command can list them. */
  liveRows: LiveRow[];
}

interface Found {
  ids: Set<string>;
  waiting: Set<string>;
  /** The newest event that leads the consumers to an object, by the object. */
  newest: Map<string, string>;
}

function noteNewest({ newest }: Found, events: StripeEvent[]): void {
  for (const event of events) {
    const objectId = objectIdOf(event);
    if (objectId && leadsTo(objectId, event.type)) newest.set(objectId, event.id);
  }
}

/** Goes through the events of the time, and brings in the missing ones unless it only looks. */
async function goThrough(
  deps: SinceDeps,
  due: Slice,
  { mode, report }: { mode: SinceRequest['mode']; report: Reconciled },
): Promise<Found> {
  const found: Found = { ids: new Set(), waiting: new Set(), newest: new Map() };
  const now = due.lt + compareGraceSeconds;
  const bringIn = async (events: StripeEvent[]) => {
    const missed = await (mode === 'look' ? missedEvents : forwardMissedEvents)(deps, events);
    report.forwarded += missed.length;
    return mode === 'look' ? [] : missed;
  };
  for (const slice of slicesOf(due.gte, now)) {
    const seen = await lookAt(deps, slice, { due, report, bringIn });
    noteNewest(found, seen.events);
    for (const id of seen.due) found.ids.add(id);
    for (const id of [...seen.onTheirWay, ...seen.young]) found.waiting.add(id);
  }
  return found;
}

/** Adds what no event tells of: objects that were made in the time, and subscriptions of whatever age. */
async function addListed(deps: SinceDeps, due: Slice, ids: Set<string>, report: Reconciled) {
  for await (const id of objectIdsIn(deps, due)) ids.add(id);
  const seen = new Set<string>();
  const listed = await listAll(deps, (id) => seen.add(id));
  report.compared += listed.compared;
  for (const id of listed.differing) ids.add(id);
  return seen;
}

async function missingOnes(deps: SinceDeps, rows: LiveRow[], seen: Set<string>, report: Reconciled) {
  for (const row of rows.filter(({ subscriptionId }) => !seen.has(subscriptionId))) {
    const difference = await missingAtStripe(deps, row);
    report.compared += 1;
    if (difference) report.differences.push(difference);
  }
}

async function mend(
  deps: SinceDeps,
  difference: Difference,
  { mode, newest }: Pick<Found, 'newest'> & Pick<SinceRequest, 'mode'>,
): Promise<Difference> {
  const { stripeId, staff } = difference;
  if (staff !== undefined || mode === 'bringIn') return difference;
  const event = newest.get(stripeId);
  return {
    ...difference,
    mend: mode === 'apply' ? await tellAgain(deps, stripeId, event) : (event ?? 'a reference to it'),
  };
}

/**
 * The same by hand, from any time on. Stripe keeps events for 30 days, but what they were about for good: all
 * checkouts, invoices, refunds and disputes since then are compared, and all subscriptions. Leaves the progress of the
 * hourly run as it is.
 */
export async function reconcileSince(
  deps: SinceDeps,
  { sinceEpochSeconds, mode, liveRows }: SinceRequest,
): Promise<ReconcileOutcome> {
  if (!(await canAskStripe(deps))) return { outcome: 'stripeNotSetUp' };
  const now = epochSeconds(deps.outside.clock.now());
  const report = nothingYet();
  const due = { gte: sinceEpochSeconds, lt: now - compareGraceSeconds };
  const ids = new Set<string>();
  const atStripe = await addListed(deps, due, ids, report);
  // After the lists: what happened while they were read is on its way.
  const { waiting, newest, ...told } = await goThrough(deps, due, { mode, report });
  for (const id of told.ids) ids.add(id);
  await compare(
    deps,
    [...ids].filter((id) => !waiting.has(id)),
    report,
  );
  await missingOnes(deps, liveRows, atStripe, report);
  const differences: Difference[] = [];
  for (const one of report.differences) differences.push(await mend(deps, one, { mode, newest }));
  return { ...report, differences };
}
