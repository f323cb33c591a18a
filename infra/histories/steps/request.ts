import { post } from '../browser.ts';
import type { Person } from '../known.ts';
import { Run } from '../run.ts';
import { LawBroken, type Scene } from '../scene.ts';
import { followStripe } from '../stripe-clock.ts';
import { tellNews } from '../telling.ts';

// The last of them meets no fault.
const tries = 4;
const secondsBetweenTries = 20;

export interface Request {
  label: string;
  person: Person;
  path: string;
  body: object;
  /** Answers beside 200 that are as they should be. */
  refusals: number[];
  /** What the person does with a good answer. */
  follow?(body: Record<string, unknown>): Promise<void>;
}

async function send(scene: Scene, run: Run, request: Request, attempt: number): Promise<void> {
  const { label, person, path, body, refusals } = request;
  const answer = await post(scene.cue.payments, person, { path, body, idempotencyKey: label });
  const { status } = answer;
  if (status === 200) await request.follow?.(answer.body);
  else if (status >= 500 && run.faults > 0) add(scene, request, attempt + 1);
  else if (!refusals.includes(status))
    throw new LawBroken(`${label} was answered with ${status} ${answer.body.code}`);
  await tellNews(scene, `${label}, try ${attempt}`);
  await followStripe(scene);
}

function add(scene: Scene, request: Request, attempt: number): void {
  const begin = () => {
    const run: Run = new Run({
      label: `${request.label}, try ${attempt}`,
      whose: request.person.userId,
      mayFail: attempt < tries,
      work: () => send(scene, run, request, attempt),
      orphaned: () => add(scene, request, attempt + 1),
    });
    return run;
  };
  scene.agenda.add({ atMs: scene.nowMs() + (attempt - 1) * secondsBetweenTries * 1_000, begin });
}

/** Sends it under one key until it is answered. */
export const request = (scene: Scene, wanted: Request): void => add(scene, wanted, 1);
