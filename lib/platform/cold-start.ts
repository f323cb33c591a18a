import type { SettingName, SettingsOf } from '../contract/settings.ts';
import { createLog, type Log } from './log.ts';
import type { Outside } from './outside.ts';
import { settingsReader } from './settings.ts';

/** What a function makes its dependencies from. */
export interface World<Name extends SettingName> {
  settings: SettingsOf<Name>;
  outside: Outside;
  log: Log;
}

export interface FunctionParts<Name extends SettingName, Deps> {
  name: string;
  settings: readonly Name[];
  deps(world: World<Name>): Deps;
}

/** Makes a function's dependencies once, and again only when its settings have changed. */
export function coldStart<Name extends SettingName, Deps>(
  parts: FunctionParts<Name, Deps>,
  outside: Outside,
): () => Promise<Deps> {
  const readSettings = settingsReader(parts.settings, outside);
  const log = createLog(parts.name, outside);
  let current: { settings: SettingsOf<Name>; deps: Deps } | undefined;
  return async () => {
    const settings = await readSettings();
    if (current?.settings !== settings) current = { settings, deps: parts.deps({ settings, outside, log }) };
    return current.deps;
  };
}
