import { AppError } from '../contract/errors.ts';
import type { StripeEvent } from '../contract/stripe-events.ts';
import {
  eventsAtStripe,
  forwardMissedEvents,
  type MissedEventsDeps,
  type Slice,
} from '../events/missed-events.ts';
import { type Difference, differenceOf, objectIdOf, objectIdsIn } from '../payments/compare-with-stripe.ts';
import { epochSeconds } from '../platform/clock.ts';
import { type Progress, readProgress, writeProgress } from './reconcile-progress.ts';

interface Reconciled {
  outcome: 'reconciled';
  /** Events that Stripe has in the time looked at. */
  seen: number;
  /** Of these, how many had got lost, and are on the bus now. */
  forwarded: number;
  /** Checkouts, refunds and disputes that were held against the table. */
  compared: number;
  differences: Difference[];
}

export type ReconcileOutcome = Reconciled | { outcome: 'stripeNotSetUp' };

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;
const sliceSeconds = 6 * hourSeconds;
// Events of one hour may be told a little later.
const shortLookSeconds = 2 * hourSeconds;
// Stripe repeats for three days, and a consumer may work on an event for one: after that nothing is on its way.
const longLookSeconds = 98 * hourSeconds;
// What is younger may still be on its way.
const compareGraceSeconds = hourSeconds;
// What one item of the table holds with ease. The rest is alarmed once, and listed by `npm run reconcile -- --since`.
const maximumOpenIds = 500;

/** Whether Stripe is there to be asked; without it there is nothing to reconcile. */
async function canAskStripe({ stripe, log }: MissedEventsDeps): Promise<boolean> {
  try {
    await stripe();
    return true;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    log.info('Nothing to reconcile', { code: cause.code });
    return false;
  }
}

function slicesOf(from: number, to: number): Slice[] {
  const count = Math.max(0, Math.ceil((to - from) / sliceSeconds));
  return Array.from({ length: count }, (_, i) => {
    const gte = from + i * sliceSeconds;
    return { gte, lt: Math.min(gte + sliceSeconds, to) };
  });
}

const nothingYet = (): Reconciled => ({
  outcome: 'reconciled',
  seen: 0,
  forwarded: 0,
  compared: 0,
  differences: [],
});

const idsOf = (events: StripeEvent[]) => new Set(events.flatMap((event) => objectIdOf(event) ?? []));

/** Forwards what a slice lacks; answers the ids of what to compare now, and of what was forwarded only now. */
async function lookAt(
  deps: MissedEventsDeps,
  slice: Slice,
  { due, report }: { due: Slice; report: Reconciled },
): Promise<{ due: string[]; onTheirWay: Set<string> }> {
  const events = await eventsAtStripe(deps, slice);
  const forwarded = await forwardMissedEvents(deps, events);
  report.seen += events.length;
  report.forwarded += forwarded.length;
  const onTheirWay = idsOf(forwarded);
  const old = events.filter(({ created }) => created >= due.gte && created < due.lt);
  return { due: [...idsOf(old)].filter((id) => !onTheirWay.has(id)), onTheirWay };
}

async function compare(deps: MissedEventsDeps, ids: Iterable<string>, report: Reconciled): Promise<string[]> {
  const open: string[] = [];
  for (const id of ids) {
    const difference = await differenceOf(deps, id);
    report.compared += 1;
    if (!difference) continue;
    const { stripeId, paymentId, words } = difference;
    report.differences.push(difference);
    // What is not ours was parked, with an alarm, when its event came; it will never agree.
    if (!paymentId) continue;
    deps.log.warn('Payment differs from Stripe', { stripeId, paymentId, words });
    deps.count('ReconcileDifferences');
    open.push(id);
  }
  return open;
}

/** Where this run begins to look, and whether it is the day's long look. */
function startOf(progress: Progress | undefined, now: number): { from: number; longLookAt: number } {
  if (!progress) return { from: now - longLookSeconds, longLookAt: now };
  const isLong = now - progress.longLookAtEpochSeconds >= daySeconds;
  const back = isLong ? longLookSeconds : shortLookSeconds;
  return {
    from: progress.seenUntilEpochSeconds - back,
    longLookAt: isLong ? now : progress.longLookAtEpochSeconds,
  };
}

/**
 * The hourly run: brings in events that never came (a webhook route that was down, an endpoint that Stripe had given
 * up), and holds each checkout, refund and dispute that something has happened to against the table, until it
 * agrees. Progress is kept slice by slice, so a run that is cut off goes on where it was.
 */
export async function reconcile(deps: MissedEventsDeps): Promise<ReconcileOutcome> {
  if (!(await canAskStripe(deps))) return { outcome: 'stripeNotSetUp' };
  const now = epochSeconds(deps.outside.clock.now());
  const progress = await readProgress(deps.table);
  const { from, longLookAt } = startOf(progress, now);
  const due = {
    gte: (progress?.seenUntilEpochSeconds ?? from) - compareGraceSeconds,
    lt: now - compareGraceSeconds,
  };
  const report = nothingYet();
  let openIds = await compare(deps, progress?.openIds ?? [], report);
  // What is on its way only now is compared by the next run, which therefore begins there.
  let heldAt = Number.POSITIVE_INFINITY;
  for (const slice of slicesOf(from, now)) {
    const found = await lookAt(deps, slice, { due, report });
    const fresh = found.due.filter((id) => !openIds.includes(id));
    openIds = [...openIds, ...(await compare(deps, fresh, report))].slice(0, maximumOpenIds);
    if (found.onTheirWay.size > 0) heldAt = Math.min(heldAt, slice.gte);
    const seenUntil = Math.max(slice.lt, progress?.seenUntilEpochSeconds ?? 0);
    await writeProgress(deps.table, {
      seenUntilEpochSeconds: Math.min(seenUntil, heldAt),
      longLookAtEpochSeconds: slice.lt === now ? longLookAt : (progress?.longLookAtEpochSeconds ?? 0),
      openIds,
    });
  }
  const { seen, forwarded, compared, differences } = report;
  deps.log.info('Reconciled with Stripe', { seen, forwarded, compared, differences: differences.length });
  return report;
}

/**
 * The same by hand, from any time on. Stripe keeps events for 30 days, but what they were about for good: all
 * checkouts, refunds and disputes since then are compared. Leaves the progress of the hourly run as it is.
 */
export async function reconcileSince(
  deps: MissedEventsDeps,
  sinceEpochSeconds: number,
): Promise<ReconcileOutcome> {
  if (!(await canAskStripe(deps))) return { outcome: 'stripeNotSetUp' };
  const now = epochSeconds(deps.outside.clock.now());
  const report = nothingYet();
  const ids = new Set<string>();
  const onTheirWay = new Set<string>();
  const due = { gte: sinceEpochSeconds, lt: now - compareGraceSeconds };
  for (const slice of slicesOf(sinceEpochSeconds, now)) {
    const found = await lookAt(deps, slice, { due, report });
    for (const id of found.due) ids.add(id);
    for (const id of found.onTheirWay) onTheirWay.add(id);
  }
  for await (const id of objectIdsIn(deps, due)) ids.add(id);
  await compare(
    deps,
    [...ids].filter((id) => !onTheirWay.has(id)),
    report,
  );
  return report;
}
