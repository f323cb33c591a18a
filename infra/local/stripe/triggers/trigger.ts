import { openBench } from './bench.ts';
import { recipes } from './recipes.ts';

interface CliAccess {
  url: string;
  print(line: string): void;
}

export const triggerNames = Object.keys(recipes).sort();

/** Makes an event happen, and names all that happened with it. False when there is no recipe for it. */
export async function trigger({ url, print }: CliAccess, type: string): Promise<boolean> {
  const recipe = recipes[type];
  if (!recipe) return false;
  const bench = openBench(url);
  const { data: before } = await bench.stripe.events.list({ limit: 1 });
  await recipe(bench);
  const page = { limit: 100, ...(before[0] ? { ending_before: before[0].id } : {}) };
  const { data } = await bench.stripe.events.list(page);
  for (const event of data.reverse()) print(`${event.id}  ${event.type}${event.type === type ? '  ←' : ''}`);
  return true;
}

export async function listEvents({ url, print }: CliAccess): Promise<void> {
  const { data } = await openBench(url).stripe.events.list({ limit: 20 });
  if (data.length === 0) print('No events yet.');
  for (const { id, created, type } of data.reverse())
    print(`${new Date(created * 1000).toISOString().replace('.000Z', 'Z')}  ${id}  ${type}`);
}

export async function resendEvent({ url, print }: CliAccess, id: string): Promise<void> {
  await openBench(url).control(`/_sim/events/${id}/resend`);
  print(`${id} is sent again.`);
}
