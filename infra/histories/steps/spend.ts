import * as z from 'zod/mini';
import { post } from '../browser.ts';
import type { Spending, Step } from '../history.ts';
import type { Person, Spend } from '../known.ts';
import { Run } from '../run.ts';
import { LawBroken, type Scene } from '../scene.ts';

const entryIn = z.object({ entry: z.object({ id: z.string() }) });

interface Sending {
  label: string;
  spend: Spend;
  person: Person;
  key: string | undefined;
  attempt: number;
}

// With a key a person can ask again until somebody tells them; the last time nothing fails.
const tries = 4;
const secondsBetweenTries = 20;

async function send(scene: Scene, run: Run, sending: Sending): Promise<void> {
  const { spend, person, key, label } = sending;
  const { credits, reason, userId } = spend;
  const lowestAvailable = scene.known.balances.watch(userId);
  const { status, body } = await post(scene.cue.billing, person, {
    path: '/api/billing/spend',
    body: { credits, reason },
    idempotencyKey: key,
  });
  const lowest = lowestAvailable();
  if (status === 402 && lowest >= credits)
    throw new LawBroken(`${label} of ${credits} was refused, though there were ${lowest} at the least`);
  if (status === 402) return;
  if (status === 200) spend.spent.push(entryIn.parse(body).entry.id);
  else if (status >= 500 && run.faults > 0) askAgain(scene, sending);
  else throw new LawBroken(`${label} was answered with ${status} ${body.code}`);
}

function askAgain(scene: Scene, sending: Sending): void {
  sending.spend.unknown += 1;
  if (!sending.key || sending.attempt === tries) return;
  const atMs = scene.nowMs() + secondsBetweenTries * 1_000;
  addSending(scene, atMs, { ...sending, attempt: sending.attempt + 1 });
}

function addSending(scene: Scene, atMs: number, sending: Sending): void {
  const { label, person, attempt } = sending;
  const begin = () => {
    const run: Run = new Run({
      label: `${label}, try ${attempt}`,
      whose: person.userId,
      mayFail: attempt < tries,
      work: () => send(scene, run, sending),
      orphaned: () => askAgain(scene, sending),
    });
    return run;
  };
  scene.agenda.add({ atMs, begin });
}

/** Sends the same request as often as the step says, a moment apart or at once. */
export function spend(scene: Scene, step: Step, { who, credits, hasKey, sends }: Spending): void {
  const { people, spends } = scene.known;
  const person = people[who % people.length];
  if (!person) throw new Error('A history has no people');
  const reason = `Step ${step.id}, spend ${spends.length}`;
  const wish: Spend = { userId: person.userId, credits, reason, hasKey, spent: [], unknown: 0 };
  spends.push(wish);
  for (let number = 1; number <= sends; number += 1) {
    const label = `spend ${step.id}, send ${number}`;
    const atMs = scene.nowMs() + scene.chance('send', label).pick([0, 0, 3_000]);
    addSending(scene, atMs, { label, spend: wish, person, key: hasKey ? reason : undefined, attempt: 1 });
  }
}
