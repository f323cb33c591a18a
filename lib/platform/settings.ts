import * as z from 'zod/mini';
import { type SettingName, type SettingsOf, settings } from '../contract/settings.ts';
import type { Outside } from './outside.ts';

// A rotated secret is picked up within this time.
const parameterMaxAgeMs = 300_000;

/** The names that the environment lacks and the deployment keeps in SSM. */
function parameterNames(names: readonly SettingName[], given: Record<string, string>): SettingName[] {
  return names.filter(
    (name) => ['parameter', 'secret'].includes(settings[name].kept) && given[name] === undefined,
  );
}

/** Parses raw values; throws with every name that is missing or wrong, never with a value. */
export function parseSettings<Name extends SettingName>(
  names: readonly Name[],
  values: Readonly<Record<string, string | undefined>>,
): SettingsOf<Name> {
  const parsed: Partial<Record<SettingName, unknown>> = {};
  const faults: string[] = [];
  for (const name of names) {
    const result = z.safeParse<z.ZodMiniType>(
      settings[name].schema,
      values[name] === '' ? undefined : values[name],
    );
    if (result.success) parsed[name] = result.data;
    else faults.push(`${name} ${values[name] ? 'is not valid' : 'is missing'}`);
  }
  if (faults.length > 0) throw new Error(`Settings: ${faults.join(', ')}. See .env.example.`);
  return parsed as SettingsOf<Name>;
}

/** Imported when first needed: where the environment holds every setting, nothing asks SSM. */
async function loadParameterReader(path: string, outside: Outside) {
  const { parameterReader } = await import('./parameters.ts');
  return parameterReader(path, outside);
}

/**
 * Settings of one function: the environment first, then SSM parameters under `PARAMETER_PATH`.
 * Asked for at most every five minutes; answers the same object until a parameter has changed.
 */
export function settingsReader<Name extends SettingName>(names: readonly Name[], outside: Outside) {
  let last: { raw: string; parsed: SettingsOf<Name>; goodUntilMs: number } | undefined;
  const given = Object.fromEntries(
    names.flatMap((name) => (outside.environment[name] ? [[name, outside.environment[name]]] : [])),
  );
  const path = outside.environment.PARAMETER_PATH;
  const wanted = parameterNames(names, given);
  let reader: ReturnType<typeof loadParameterReader> | undefined;
  return async (): Promise<SettingsOf<Name>> => {
    const nowMs = outside.clock.now().getTime();
    if (last && nowMs < last.goodUntilMs) return last.parsed;
    if (path && wanted.length > 0) reader ??= loadParameterReader(path, outside);
    const values = { ...(await (await reader)?.(wanted)), ...given };
    const raw = JSON.stringify(values);
    const parsed = last?.raw === raw ? last.parsed : parseSettings(names, values);
    last = { raw, parsed, goodUntilMs: nowMs + parameterMaxAgeMs };
    return last.parsed;
  };
}
