import type { Action, Step } from '../history.ts';
import { sold } from '../offer.ts';
import { Run } from '../run.ts';
import type { Scene } from '../scene.ts';
import { request } from './request.ts';

type Asked = Extract<Action, { does: 'change plan' | 'cancel' | 'undo' }>;

const opposite = { cancel: 'undo', undo: 'cancel' } as const;
const momentMs = 2_000;

function routeOf(action: Asked): { path: string; body: object } {
  switch (action.does) {
    case 'change plan': {
      const { tier, interval } = sold[action.plan];
      return { path: '/api/payments/change-plan', body: { tier, interval } };
    }
    case 'cancel':
      return { path: '/api/payments/cancel-subscription', body: {} };
    case 'undo':
      return { path: '/api/payments/resume-subscription', body: {} };
  }
}

/** Whether or not the first request has been answered by then. */
function turnAround(scene: Scene, step: Step, action: Extract<Asked, { turns: number }>): void {
  const next = { ...action, does: opposite[action.does], turns: action.turns - 1 };
  const work = async () => askForPlan(scene, step, next);
  const label = `second thoughts ${next.turns} of step ${step.id}`;
  const parts = { label, whose: undefined, mayFail: false, orphaned: () => undefined };
  scene.agenda.add({ atMs: scene.nowMs() + momentMs, begin: () => new Run({ ...parts, work }) });
}

/** What a person asks of their plan. Who has none is told so. */
export function askForPlan(scene: Scene, step: Step, action: Asked): void {
  const { people } = scene.known;
  const person = people[action.who % people.length];
  if (!person) throw new Error('A history has no people');
  const turns = 'turns' in action ? action.turns : 0;
  const label = `${action.does} ${step.id}.${turns}`;
  request(scene, { label, person, ...routeOf(action), refusals: [404, 409] });
  if ('turns' in action && turns > 0) turnAround(scene, step, action);
}
