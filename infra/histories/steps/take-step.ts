import { sendDueSoon } from '../due-emails.ts';
import type { Step } from '../history.ts';
import { grantMonthsSoon } from '../month-grants.ts';
import { Run } from '../run.ts';
import type { Scene } from '../scene.ts';
import { followStripe } from '../stripe-clock.ts';
import { tellNews } from '../telling.ts';
import { buy } from './buy.ts';
import { holdBeside } from './hold.ts';
import { dispute, refund, settleDebit, settleDispute, settleRefund } from './money-back.ts';
import { happenToPlan } from './plan-at-stripe.ts';
import { askForPlan } from './plan-requests.ts';
import { spend } from './spend.ts';
import { subscribe } from './subscribe.ts';

async function act(scene: Scene, step: Step): Promise<void> {
  const { action } = step;
  switch (action.does) {
    case 'buy':
      return buy(scene, step, action);
    case 'spend':
      holdBeside(scene, step, action);
      return spend(scene, step, action);
    case 'settle debit':
      return settleDebit(scene, action);
    case 'refund':
      return refund(scene, action);
    case 'settle refund':
      return settleRefund(scene, action);
    case 'dispute':
      return dispute(scene, action);
    case 'settle dispute':
      return settleDispute(scene, action);
    case 'subscribe':
      return subscribe(scene, step, action);
    case 'change plan':
    case 'cancel':
    case 'undo':
      return askForPlan(scene, step, action);
    default:
      return happenToPlan(scene, action);
  }
}

/** Takes the history's steps, each in its time after the one before. */
export function planSteps(scene: Scene, [step, ...later]: Step[] = scene.history.steps): void {
  // Long enough for a page that nobody pays on to close.
  if (!step) scene.letStripeStandStill(scene.nowMs() + 25 * 3_600_000);
  if (!step) return;
  // A moment later at the least in half of them: then what the step before set going is over, else they meet.
  const momentMs = scene.chance('moment', step.id).pick([0, 1]);
  const atMs = scene.nowMs() + step.afterSeconds * 1_000 + momentMs;
  const work = async () => {
    await act(scene, step);
    await tellNews(scene, `step ${step.id}`);
    await followStripe(scene);
    grantMonthsSoon(scene, `after step ${step.id}`);
    sendDueSoon(scene, `after step ${step.id}`);
    planSteps(scene, later);
  };
  const parts = { label: `step ${step.id}`, whose: undefined, mayFail: false, orphaned: () => undefined };
  scene.agenda.add({ atMs, begin: () => new Run({ ...parts, work }) });
}
