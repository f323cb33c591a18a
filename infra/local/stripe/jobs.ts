import { expireSession } from './checkout/expire.ts';
import { settlePayment } from './checkout/settle.ts';
import { settleDispute } from './disputes/settle-dispute.ts';
import { openDisputeToCome } from './disputes/test-card-dispute.ts';
import { settleRefund } from './refunds/settle-refund.ts';
import type { JobKind } from './schedule.ts';
import { backgroundScene, type Scene, type World } from './world.ts';

/** Bounds one run; what is left waits for the next. */
const MAXIMUM_PER_RUN = 1000;

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
};

/** Does what has fallen due by Stripe's clock, the oldest first, each in its own transaction. */
export function runDueJobs(world: World): void {
  for (let count = 0; count < MAXIMUM_PER_RUN; count += 1) {
    const query =
      'SELECT id, kind, subject FROM jobs WHERE due_at_seconds <= ? ORDER BY due_at_seconds, id LIMIT 1';
    const job = world.store.sql(query).get(world.nowSeconds());
    if (!job) return;
    world.store.transaction(() => {
      world.store.sql('DELETE FROM jobs WHERE id = ?').run(Number(job.id));
      workOf[kindOf(job.kind)](backgroundScene(world), String(job.subject));
    });
  }
}

function kindOf(stored: unknown): JobKind {
  const kind = (Object.keys(workOf) as JobKind[]).find((one) => one === stored);
  if (!kind) throw new Error(`No work for a job of kind ${String(stored)}`);
  return kind;
}
