import type { StripeEvent } from '../contract/stripe-events.ts';
import { forwardMissedEvents, type Slice } from '../events/missed-events.ts';
import { epochSeconds } from '../platform/clock.ts';
import { type Listed, listSome } from './list-subscriptions-at-stripe.ts';
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
import { type Progress, readProgress, writeProgress } from './reconcile-progress.ts';

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;
// Events of one hour may be told a little later.
const shortLookSeconds = 2 * hourSeconds;
// Stripe repeats for three days, and a consumer may work on an event for one: after that nothing is on its way.
const longLookSeconds = 98 * hourSeconds;
// What one item of the table holds with ease. The rest is alarmed once, and listed by `npm run reconcile -- --since`.
const maximumOpenIds = 500;

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

/** With the long look a listing of the live subscriptions begins; the next runs go on with what one cannot do. */
async function goOnListing(
  deps: LookDeps,
  progress: Progress | undefined,
  isLong: boolean,
): Promise<Listed & { next: Progress['listing'] }> {
  const from = progress?.listing ?? (isLong ? {} : null);
  return from ? listSome(deps, from) : { compared: 0, differing: [], next: null };
}

/** What one run has done so far. */
interface Run {
  deps: LookDeps;
  before: Progress | undefined;
  report: Reconciled;
  due: Slice;
  openIds: string[];
  /** Of what an event has told that may not have been acted on yet. */
  waiting: Set<string>;
  /** Where what is on its way only now begins: it is compared by the next run, which therefore begins there. */
  heldAt: number;
}

const startRun = (deps: LookDeps, before: Progress | undefined, due: Slice): Run => ({
  deps,
  before,
  report: nothingYet(),
  due,
  openIds: [],
  waiting: new Set(),
  heldAt: Number.POSITIVE_INFINITY,
});

/** Compares, and keeps what differs for the next run. */
async function hold(run: Run, ids: string[]): Promise<void> {
  const fresh = new Set(ids.filter((id) => !run.openIds.includes(id)));
  const differing = await compare(run.deps, fresh, run.report);
  run.openIds = [...run.openIds, ...differing.map(({ stripeId }) => stripeId)].slice(0, maximumOpenIds);
}

async function goThrough(run: Run, slice: Slice): Promise<void> {
  const { deps, due, report } = run;
  const bringIn = async (events: StripeEvent[]) => {
    const forwarded = await forwardMissedEvents(deps, events);
    report.forwarded += forwarded.length;
    return forwarded;
  };
  const found = await lookAt(deps, slice, { due, report, bringIn });
  await hold(run, found.due);
  if (found.onTheirWay.size > 0) run.heldAt = Math.min(run.heldAt, slice.gte);
  for (const id of [...found.onTheirWay, ...found.young]) run.waiting.add(id);
}

/** `atEnd` is what only a run that came to its end has done. */
async function keepProgress(
  { deps, before, openIds, heldAt }: Run,
  { lt }: Pick<Slice, 'lt'>,
  atEnd: Partial<Progress> = {},
): Promise<void> {
  await writeProgress(deps.table, {
    seenUntilEpochSeconds: Math.min(Math.max(lt, before?.seenUntilEpochSeconds ?? 0), heldAt),
    longLookAtEpochSeconds: before?.longLookAtEpochSeconds ?? 0,
    listing: before?.listing ?? null,
    openIds,
    ...atEnd,
  });
}

/**
 * The hourly run: brings in events that never came (a webhook route that was down, an endpoint that Stripe had given
 * up), and holds each checkout, invoice, refund, dispute and subscription that something has happened to against the
 * table, until it agrees; once a day every live subscription. Progress is kept slice by slice, so a run that is cut
 * off goes on where it was.
 */
export async function reconcile(deps: LookDeps): Promise<ReconcileOutcome> {
  if (!(await canAskStripe(deps))) return { outcome: 'stripeNotSetUp' };
  const now = epochSeconds(deps.outside.clock.now());
  const progress = await readProgress(deps.table);
  const { from, longLookAt } = startOf(progress, now);
  const gte = (progress?.seenUntilEpochSeconds ?? from) - compareGraceSeconds;
  const run = startRun(deps, progress, { gte, lt: now - compareGraceSeconds });
  const listed = await goOnListing(deps, progress, longLookAt === now);
  run.report.compared += listed.compared;
  await hold(run, progress?.openIds ?? []);
  for (const slice of slicesOf(from, now)) {
    await goThrough(run, slice);
    if (slice.lt < now) {
      await keepProgress(run, slice);
      continue;
    }
    await hold(
      run,
      listed.differing.filter((id) => !run.waiting.has(id)),
    );
    const atEnd = { longLookAtEpochSeconds: longLookAt, listing: listed.next };
    await keepProgress(run, { lt: now }, atEnd);
  }
  const { seen, forwarded, compared, differences } = run.report;
  deps.log.info('Reconciled with Stripe', { seen, forwarded, compared, differences: differences.length });
  return run.report;
}
