import * as z from 'zod/mini';
import { post } from '../browser.ts';
import type { Spending, Step } from '../history.ts';
import type { Holding, Person } from '../known.ts';
import { sweepHolds } from '../release-holds.ts';
import { Run } from '../run.ts';
import { LawBroken, type Scene } from '../scene.ts';

const held = z.object({ id: z.string(), credits: z.int() });
const ended = z.object({ status: z.enum(['settled', 'released', 'expired']) });

interface Asking {
  label: string;
  person: Person;
  path: string;
  params?: Record<string, string>;
  body: object;
  attempt: number;
  /** Answers beside 200 that are as they should be. */
  refusals: number[];
  answered(body: Record<string, unknown>): void;
}

// The last of them meets no fault.
const tries = 4;
const secondsBetweenTries = 20;
const expiresInSeconds = 90;

async function send(scene: Scene, run: Run, asking: Asking): Promise<void> {
  const { label, person, path, params = {}, body, refusals } = asking;
  const answer = await post(scene.cue.billing, person, { path, params, body, idempotencyKey: label });
  if (answer.status === 200) asking.answered(answer.body);
  else if (answer.status >= 500 && run.faults > 0) askAgain(scene, asking);
  else if (!refusals.includes(answer.status))
    throw new LawBroken(`${label} was answered with ${answer.status} ${answer.body.code}`);
}

function askAgain(scene: Scene, asking: Asking): void {
  const atMs = scene.nowMs() + secondsBetweenTries * 1_000;
  if (asking.attempt < tries) ask(scene, atMs, { ...asking, attempt: asking.attempt + 1 });
}

function ask(scene: Scene, atMs: number, asking: Asking): void {
  const { label, person, attempt } = asking;
  const begin = () => {
    const run: Run = new Run({
      label: `${label}, try ${attempt}`,
      whose: person.userId,
      mayFail: attempt < tries,
      work: () => send(scene, run, asking),
      orphaned: () => askAgain(scene, asking),
    });
    return run;
  };
  scene.agenda.add({ atMs, begin });
}

/** Settles and releases it, each perhaps and perhaps at once, some too late; what nobody ends expires. */
function end(scene: Scene, why: string, person: Person, holding: Holding): void {
  const { holdId, credits } = holding;
  const chance = scene.chance('end', why);
  const note = (body: Record<string, unknown>) => holding.ends.push(ended.parse(body).status);
  const common = { person, params: { id: holdId }, attempt: 1, refusals: [409], answered: note };
  for (const way of chance.pick([['settle'], ['release'], ['settle', 'release'], ['settle', 'settle'], []])) {
    const atMs = scene.nowMs() + chance.pick([0, 0, 3_000, 89_000, 90_000, 95_000]);
    const used = chance.below(credits + 1);
    const body = way === 'settle' ? { credits: used } : {};
    ask(scene, atMs, {
      ...common,
      label: `${way} ${why}, ${used} used`,
      path: `/api/billing/holds/{id}/${way}`,
      body,
    });
  }
}

/** In half of the steps that spend, the person also holds as much for something, which ends in one way or another. */
export function holdBeside(scene: Scene, step: Step, { who, credits }: Spending): void {
  const { people, holdings } = scene.known;
  const person = people[who % people.length];
  if (!person) throw new Error('A history has no people');
  const chance = scene.chance('hold', step.id);
  if (!chance.happens(0.5)) return;
  const label = `hold ${step.id}`;
  const answered = (body: Record<string, unknown>) => {
    const { id: holdId } = held.parse(body);
    const holding: Holding = { userId: person.userId, holdId, credits, ends: [] };
    holdings.push(holding);
    end(scene, label, person, holding);
  };
  const body = { credits, reason: `Step ${step.id}, hold`, expires_in_seconds: expiresInSeconds };
  const atMs = scene.nowMs() + chance.pick([0, 0, 3_000]);
  ask(scene, atMs, {
    label,
    person,
    path: '/api/billing/holds',
    body,
    attempt: 1,
    refusals: [402],
    answered,
  });
  // Later than the last try to open it may set its end.
  sweepHolds(scene, label, atMs + 600_000);
}
