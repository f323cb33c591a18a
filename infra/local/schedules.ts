import { type FunctionName, functions } from '../manifest.ts';
import type { ScheduleFunction } from '../manifest-entry.ts';
import { invoke, type LocalFunction } from './functions/invoke.ts';

function scheduleFunctions(): [FunctionName, ScheduleFunction][] {
  const named: [string, { kind: string }][] = Object.entries(functions);
  return named.filter((entry): entry is [FunctionName, ScheduleFunction] => entry[1].kind === 'schedule');
}

/** Calls the manifest's scheduled functions by the clock, as EventBridge does. Answers how to stop. */
export function startSchedules(loaded: ReadonlyMap<FunctionName, LocalFunction>): { close(): void } {
  const timers = scheduleFunctions().map(([name, { everyMinutes }]) => {
    const served = loaded.get(name);
    if (!served) throw new Error(`Schedule ${name} has no function`);
    return setInterval(() => invoke(served, {}), everyMinutes * 60_000);
  });
  return { close: () => timers.forEach(clearInterval) };
}
