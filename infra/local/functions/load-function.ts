import { isPriceIdSetting } from '../../../lib/contract/settings.ts';
import type { Outside } from '../../../lib/platform/outside.ts';
import type { FunctionName } from '../../manifest.ts';
import { functions } from '../../manifest.ts';
import type { AnyFunction } from '../../manifest-entry.ts';
import type { SettingValues } from '../laptop-settings.ts';
import type { Handler, LocalFunction } from './invoke.ts';
import { asAllowed } from './table-actions.ts';

export type OutsideFor = (name: FunctionName, environment: SettingValues) => Outside;

/** Only what the manifest lists for the function: one that reads more fails here as it would on AWS. */
export function environmentOf(name: FunctionName, values: SettingValues): SettingValues {
  const { settings, touches }: AnyFunction = functions[name];
  const own = settings.flatMap((setting) => (values[setting] ? [[setting, values[setting]]] : []));
  const prices = Object.entries(values).filter(([setting]) => isPriceIdSetting(setting));
  return Object.fromEntries([...own, ...(touches.planPrices ? prices : [])]);
}

async function createHandlerIn(entry: string): Promise<(outside: Outside) => Handler> {
  const module: object = await import(new URL(`../../../${entry}`, import.meta.url).href);
  if (!('createHandler' in module) || typeof module.createHandler !== 'function') {
    throw new Error(`${entry} exports no createHandler`);
  }
  return module.createHandler as (outside: Outside) => Handler;
}

export async function loadFunction(
  name: FunctionName,
  values: SettingValues,
  outsideFor: OutsideFor,
): Promise<LocalFunction> {
  const { entry, timeoutSeconds, touches }: AnyFunction = functions[name];
  const createHandler = await createHandlerIn(entry);
  const outside = asAllowed(outsideFor(name, environmentOf(name, values)), touches);
  return { name, timeoutSeconds, handler: createHandler(outside) };
}
