import { lambdaContext } from '../../infra/testing/http-event.ts';
import type { Answer, Call } from './sandbox.ts';

type Handler = (event: unknown, context: typeof lambdaContext) => Promise<unknown>;

/** Runs functions and nothing else, as a Lambda sandbox does. They come as `name=file` of their bundles. */
const handlers = new Map<string, Handler>();
for (const argument of process.argv.slice(2)) {
  const [name = '', file = ''] = argument.split('=');
  handlers.set(name, (await import(file)).handler);
}

async function answer({ id, name, event }: Call): Promise<Answer> {
  if (name === undefined) return { id, result: process.cpuUsage() };
  try {
    return { id, result: await handlers.get(name)?.(event, lambdaContext) };
  } catch (error) {
    return { id, fault: error instanceof Error ? error.stack : String(error) };
  }
}

process.on('message', async (call: Call) => {
  process.send?.(await answer(call));
});
process.send?.({ id: 0 } satisfies Answer);
