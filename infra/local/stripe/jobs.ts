import { expireSession } from './checkout/expire.ts';
import { settlePayment } from './checkout/settle.ts';
import { settleDispute } from './disputes/settle-dispute.ts';
import { openDisputeToCome } from './disputes/test-card-dispute.ts';
import { settleRefund } from './refunds/settle-refund.ts';
import type { JobKind } from './schedule.ts';
import { resumeCollection } from './subscriptions/collection-pause.ts';
import { expireIncomplete } from './subscriptions/expire-incomplete.ts';
import { finalizeDue, retryInvoice } from './subscriptions/finalize-due.ts';
import { followSchedule } from './subscriptions/follow-schedule.ts';
import { expirePending } from './subscriptions/pending-update.ts';
import { reachBoundary, reachCancellation } from './subscriptions/renew.ts';
import { announceTrialEnd } from './subscriptions/trial-end.ts';
import { announceUpcoming } from './subscriptions/upcoming.ts';
import { finishAdvance } from './time/advance-test-clock.ts';
import { sceneAt } from './time/scene-about.ts';
import { backgroundScene, type Scene, type World } from './world.ts';

/** Bounds one run; what is left waits for the next. */
const MAXIMUM_PER_RUN = 1000;
const MAXIMUM_PER_ADVANCE = 100_000;

const workOf: Record<JobKind, (scene: Scene, subject: string) => void> = {
  expireSession,
  settleAsSucceeded: (scene, subject) => settlePayment(scene, subject, 'succeeded'),
  settleAsFailed: (scene, subject) => settlePayment(scene, subject, 'failed'),
  refundSucceeds: (scene, subject) => settleRefund(scene, subject, 'succeeded'),
  refundFails: (scene, subject) => settleRefund(scene, subject, 'failed'),
  disputeOpens: openDisputeToCome,
  disputeWon: (scene, subject) => settleDispute(scene, subject, 'won'),
  disputeLost: (scene, subject) => settleDispute(scene, subject, 'lost'),
  inquiryClosed: (scene, subject) => settleDispute(scene, subject, 'warning_closed'),
  inquiryEscalated: (scene, subject) => settleDispute(scene, subject, 'escalated'),
  subscriptionBoundary: reachBoundary,
  subscriptionCancels: reachCancellation,
  incompleteExpires: expireIncomplete,
  trialWillEnd: announceTrialEnd,
  invoiceUpcoming: announceUpcoming,
  invoiceFinalizes: finalizeDue,
  invoiceIsRetried: retryInvoice,
  pendingUpdateExpires: expirePending,
  collectionResumes: resumeCollection,
  schedulePhaseBegins: followSchedule,
  testClockAdvances: (scene, subject) => finishAdvance(scene, subject, runJobsOf),
};

/** Does what has fallen due by Stripe's clock, and says how much that was; after a full run there may be more. */
export function runDueJobs(world: World): number {
  const scene = backgroundScene(world);
  for (let count = 0; count < MAXIMUM_PER_RUN; count += 1) {
    const job = nextJob(scene, world.nowSeconds());
    if (!job) return count;
    world.store.transaction(() => run(scene, job));
  }
  return MAXIMUM_PER_RUN;
}

/** The same for a test clock, within the work that moves it; beyond the bound the clock is broken, as at Stripe. */
function runJobsOf(scene: Scene, untilSeconds: number): void {
  for (let count = 0; count < MAXIMUM_PER_ADVANCE; count += 1) {
    const job = nextJob(scene, untilSeconds);
    if (!job) return;
    run(scene, job);
  }
  throw new Error(`More than ${MAXIMUM_PER_ADVANCE} jobs fell due in one advance of a test clock`);
}

/** However much that is: before a request is answered nothing may be left undone. */
export function runAllDueJobs(world: World): void {
  while (runDueJobs(world) === MAXIMUM_PER_RUN);
}

interface Job {
  id: number;
  kind: JobKind;
  subject: string;
  dueAtSeconds: number;
}

/** The oldest first; those of one second in the order in which they were made. */
function nextJob({ store, testClock }: Scene, untilSeconds: number): Job | undefined {
  const query = `SELECT id, kind, subject, due_at_seconds FROM scheduled_jobs
    WHERE test_clock IS ? AND due_at_seconds <= ? ORDER BY due_at_seconds, id LIMIT 1`;
  const row = store.sql(query).get(testClock, untilSeconds);
  return row && jobOf(row);
}

/** What fell due while nobody was there happens at its own time all the same, as at Stripe. */
function run(scene: Scene, { id, kind, subject, dueAtSeconds }: Job): void {
  scene.store.sql('DELETE FROM scheduled_jobs WHERE id = ?').run(id);
  workOf[kind](sceneAt(scene, { testClock: scene.testClock, seconds: dueAtSeconds }), subject);
}

function jobOf(row: Record<string, unknown>): Job {
  const kind = (Object.keys(workOf) as JobKind[]).find((one) => one === row.kind);
  if (!kind) throw new Error(`No work for a job of kind ${String(row.kind)}`);
  return { id: Number(row.id), kind, subject: String(row.subject), dueAtSeconds: Number(row.due_at_seconds) };
}
