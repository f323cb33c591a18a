import type { SettingName } from '../contract/settings.ts';
import { coldStart, type FunctionParts } from './cold-start.ts';
import type { Outside } from './outside.ts';

interface ScheduleParts<Name extends SettingName, Deps, Result> extends FunctionParts<Name, Deps> {
  /** `event` is EventBridge's at each run, or what an operator hands in. */
  run(deps: Deps, event: unknown): Promise<Result>;
}

/** A Lambda that runs by the clock. What it throws is a failed run: Lambda tries again, and the alarm sounds. */
export function scheduleFunction<Name extends SettingName, Deps, Result>(
  parts: ScheduleParts<Name, Deps, Result>,
): (outside: Outside) => (event: unknown) => Promise<Result> {
  return (outside) => {
    const start = coldStart(parts, outside);
    return async (event) => parts.run(await start(), event);
  };
}
