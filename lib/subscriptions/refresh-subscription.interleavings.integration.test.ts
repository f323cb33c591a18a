import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTableIfMissing } from '../../infra/local/table/create-table.ts';
import { startTableEngine } from '../../infra/local/table/engine.ts';
import type { Part } from '../../infra/testing/refresh-interleavings.ts';

const interleavings = 5_000;
// All are made of calls to the table: threads share them out, and are faster at it than Jest's own modules.
const threads = 2;

let engine: Awaited<ReturnType<typeof startTableEngine>>;
beforeAll(async () => {
  engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-test');
});
afterAll(() => engine.close());

/** Answers the thread's exit code; throws what does not hold, with the seed of its interleaving. */
async function play(part: Part): Promise<number> {
  const file = new URL('../../infra/testing/refresh-interleavings.ts', import.meta.url);
  const [code] = await once(new Worker(file, { workerData: part, env: process.env }), 'exit');
  return code;
}

test('5,000 random interleavings of two consumers on one subscription end right', async () => {
  const share = interleavings / threads;
  const parts = Array.from({ length: threads }, (_, i) => ({
    first: i * share + 1,
    last: (i + 1) * share,
    engine: engine.url,
  }));
  expect(await Promise.all(parts.map(play))).toEqual([0, 0]);
}, 300_000);
