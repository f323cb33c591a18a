import { lambdaContext } from '../infra/testing/http-event.ts';

/**
 * A start, timed: `start-process.ts <bundle> [<event>]` imports the bundle and, when there is an event, has its
 * handler answer it. Prints milliseconds and CPU milliseconds of the import, and the same until the answer.
 */
const [file = '', event] = process.argv.slice(2);
const cpuBefore = process.cpuUsage();
const startMs = performance.now();

function sinceStart(): [ms: number, cpuMs: number] {
  const { user, system } = process.cpuUsage(cpuBefore);
  return [performance.now() - startMs, (user + system) / 1_000];
}

const { handler } = await import(file);
const imported = sinceStart();
const answer = event ? await handler(JSON.parse(event), lambdaContext) : undefined;
const answered = sinceStart();
if (event && answer.statusCode !== 200) throw new Error(`Answered ${answer.statusCode}: ${answer.body}`);
process.send?.([...imported, ...answered]);
process.disconnect?.();
