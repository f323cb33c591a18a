import { expireSession } from './checkout/expire.ts';
import { settlePayment } from './checkout/settle.ts';
import type { JobKind } from './schedule.ts';
import { backgroundScene, type Scene, type World } from './world.ts';

/** Bounds one run; what is left waits for the next. */
const MAXIMUM_PER_RUN = 1000;

const workOf: Record<JobKind, (scene: Scene, subject: string) => void> = {
  expireSession,
  settleAsSucceeded: (scene, subject) => settlePayment(scene, subject, 'succeeded'),
  settleAsFailed: (scene, subject) => settlePayment(scene, subject, 'failed'),
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
