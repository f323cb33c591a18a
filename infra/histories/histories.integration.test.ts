import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { projectFolder } from '../local/project-folder.ts';
import { type Bench, startBench } from './bench.ts';
import { checkSeed } from './check-seed.ts';
import { histories, historiesBesidePurchases } from './draw.ts';
import { runHistory } from './run-history.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

/** Plays histories by the command, as an operator does: outside of Jest each takes a third less. */
async function play(first: number, count: number): Promise<{ code: unknown; output: string }> {
  const args = ['infra/histories/main.ts', '--seed', String(first), '--count', String(count)];
  const player = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, complaints, [code]] = await Promise.all([
    text(player.stdout),
    text(player.stderr),
    once(player, 'close'),
  ]);
  return { code, output: output + complaints };
}

test('the histories of seeds 1 to 300 break no law', async () => {
  const { code, output } = await play(1, 300);
  // As it is: the report of a broken history is made to be read.
  if (code !== 0) throw new Error(output);
  expect(output).toMatch(/300 histories in [\d.]+ s, 0 of them broken/);
}, 900_000);

test('the same seed plays the same history, fault by fault', async () => {
  const drawn = fc.sample(histories('storm'), { seed: 1, numRuns: 6, unbiased: true });
  const traces: (readonly string[])[] = [];
  for (const history of drawn) {
    const { trace: first } = await runHistory(bench, history);
    const { trace: second } = await runHistory(bench, history);
    expect(second).toEqual(first);
    traces.push(first);
  }
  const all = traces.flat();
  for (const word of ['killed', ' buy ', 'subscribe', "Stripe's clock"])
    expect(all.filter((line) => line.includes(word))).not.toEqual([]);
}, 300_000);

test('bought credits are never lost by any plan change, renewal, pause or end', async () => {
  const property = fc.asyncProperty(historiesBesidePurchases, async (history) => {
    const { known, atRest } = await runHistory(bench, history);
    for (const { userId } of known.people) {
      const paid = known.purchases.filter(
        (one) => one.userId === userId && known.paidSessions.has(one.sessionId),
      );
      const bought = paid.reduce((sum, { credits }) => sum + credits, 0);
      // Nobody spends or is refunded what they bought: whatever plans bring and lose comes on top.
      expect(atRest.get(userId)?.balance.available).toBeGreaterThanOrEqual(bought);
    }
  });
  await fc.assert(property, { seed: 1, numRuns: 20, endOnFailure: true });
}, 300_000);

test('what breaks is told with its seed, its steps and the command that plays it again', async () => {
  const createTable = () => Promise.reject(new Error('The engine is gone'));
  const failure = await checkSeed({ ...bench, createTable }, 7, { profile: 'storm', shortens: false });
  const lines = failure?.report.split('\n') ?? [];
  expect(lines[0]).toBe('The history of seed 7 broke a law: The engine is gone');
  expect(lines[1]).toMatch(/^people: \d, faults: storm, deliveries: in/);
  expect(lines[2]).toMatch(/^ *\d+ {2}\+\d+ s {2}buy \{"who":7,"credits":38,"pays":"card",/);
  expect(lines.at(-1)).toBe('Again: npm run histories -- --seed 7 --profile storm');
});
