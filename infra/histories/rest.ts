import type { Bench } from './bench.ts';
import { addDelivery } from './delivery.ts';
import type { History } from './history.ts';
import type { Told } from './known.ts';
import { holdCredits } from './laws/credits-at-rest.ts';
import { givenUp, holdEvents } from './laws/events-at-rest.ts';
import { holdHoldings } from './laws/holds.ts';
import { insist } from './laws/insist.ts';
import { holdLowBalanceMails } from './laws/low-balance.ts';
import { holdMails } from './laws/mails-at-rest.ts';
import { holdPlanCredits } from './laws/plan-credits-at-rest.ts';
import { holdPlanMails } from './laws/plan-mails-at-rest.ts';
import { holdPlans, readPlans } from './laws/plans-at-rest.ts';
import { eventRows, type Snapshot, snapshot } from './laws/snapshot.ts';
import { dueAtRest, plansWentBack } from './laws/stripes-view.ts';
import type { Run } from './run.ts';
import type { Stage } from './stage.ts';
import { tellNews } from './telling.ts';
import { playOut } from './turns.ts';

const daySeconds = 86_400;
// Reconciling passes over what is younger than an hour.
const graceMs = 2 * 3_600_000;
const lookBackDays = 10;

/** Only what waited for a partner that was more than a day late is given up. */
function holdPatience({ longestDelaySeconds }: History, [first]: Told[]): void {
  const word = `${first?.label} was given up, though nothing was more than ${longestDelaySeconds} s late`;
  insist(first === undefined || longestDelaySeconds > daySeconds, word);
}

// One that is brought again may have to wait for another such, and be given up once more.
const rounds = 4;

/** Until nothing waits: what was given up after a day is brought again, as an operator would once its partner is there. */
export async function playToRest(
  stage: Stage,
  bench: Bench,
  afterTurn: (run: Run) => Promise<void>,
): Promise<void> {
  const { scene, tableName } = stage;
  for (let round = 0; round < rounds; round += 1) {
    await playOut(stage, round, afterTurn);
    await tellNews(scene, `round ${round}`);
    const again = givenUp(scene.known, await eventRows(bench.documents, tableName));
    holdPatience(scene.history, again);
    for (const told of again) {
      const label = `${told.label}, brought again ${round}`;
      addDelivery(scene, { told, label, atMs: scene.nowMs(), attempt: 1, isSignedByStripe: true });
    }
    if (scene.agenda.nextMs() === Number.POSITIVE_INFINITY) return;
  }
}

/** The product's own audit agrees: nothing is missing, and nothing differs from what Stripe has. */
async function holdReconciled({ scene, passTo, beganAtEpochSeconds }: Stage): Promise<void> {
  passTo(scene.nowMs() + graceMs);
  // Every hour of months would be looked at one by one: of long histories the end is enough.
  const longAgo = Math.floor(scene.nowMs() / 1_000) - lookBackDays * daySeconds;
  const report = await scene.cue.reconcile({ sinceEpochSeconds: Math.max(beganAtEpochSeconds, longAgo) });
  insist(report.outcome === 'reconciled', `Reconciling ended as ${report.outcome}`);
  insist(report.forwarded === 0, `At rest ${report.forwarded} events are still missing`);
  const [first] = report.differences;
  insist(first === undefined, `At rest ${first?.stripeId} differs from Stripe: ${first?.words}`);
}

/** What must hold once nothing waits any more; answers what everybody has then. */
export async function holdAtRest(stage: Stage, { documents }: Bench): Promise<Snapshot> {
  const { scene, tableName } = stage;
  const { known, stripe, played } = scene;
  insist(played.queues.dead.length === 0, `${played.queues.dead.length} messages are in a DLQ`);
  holdEvents(known, await eventRows(documents, tableName));
  await scene.cue.grantMonths({});
  await scene.cue.sendDueEmails({});
  const dues = await dueAtRest(stripe.client, known);
  const backs = await plansWentBack(stripe.client, known);
  const plans = await readPlans(scene);
  const now = await snapshot(documents, tableName);
  holdCredits(known, dues, now);
  holdHoldings(known.holdings, now);
  holdPlans(scene, plans, now);
  const refundsOf = new Map(backs.map(({ invoiceId, backCents }) => [invoiceId, backCents]));
  holdPlanCredits(scene, { plans, refundsOf }, now);
  holdMails(known, { dues, backs }, played.mails);
  holdPlanMails(scene, plans, now);
  holdLowBalanceMails(known, now, played.mails);
  await holdReconciled(stage);
  return now;
}
