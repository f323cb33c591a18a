import type { SettingName } from '../../../lib/contract/settings.ts';
import type { Outside } from '../../../lib/platform/outside.ts';
import { StartFault } from '../../local/ports.ts';
import type { Parameters } from '../parameters.ts';
import { newEncryptionKey } from './encryption-key.ts';
import { modeOf, stripeKeys } from './stripe-mode.ts';
import { isValid, requireValid, type WantedSetting } from './wanted.ts';

export interface SetDeps {
  parameters: Parameters;
  print(line: string): void;
  randomBytes: Outside['randomBytes'];
  /** The value of a setting, from a person, a file or the environment; an empty one passes it over, or has one made up. */
  askFor(setting: WantedSetting, makesUp: boolean): Promise<string>;
}

const encryptionKeys: SettingName = 'CREDENTIALS_ENCRYPTION_KEYS';

// 64 characters in base64, twice what the setting asks for.
const generatedBytes = 48;

/** One is made up only where there is none: an empty answer never replaces what is in use. */
async function newValue(deps: SetDeps, setting: WantedSetting, isPresent: boolean): Promise<string> {
  const makesUp = setting.madeUp && !isPresent;
  const given = (await deps.askFor(setting, makesUp)).trim();
  if (given !== '' || !makesUp) return given;
  if (setting.name === encryptionKeys) return newEncryptionKey(deps.randomBytes, 'k1');
  return deps.randomBytes(generatedBytes).toString('base64');
}

/** The customers in a stage's table are those of one mode: under keys of the other nobody there could buy again. */
function refuseOtherMode(name: string, value: string, present: Record<string, string>): void {
  const kept = modeOf(present.STRIPE_SECRET_KEY) ?? modeOf(present.STRIPE_PUBLISHABLE_KEY);
  const mode = modeOf(value);
  if (mode === undefined || kept === undefined || mode === kept) return;
  throw new StartFault(
    `${name} is a ${mode} key, and this stage has ${kept} ones. A stage keeps to its mode: deploy another for ${mode} mode.
While nobody has bought anything, --other-mode changes both keys.`,
  );
}

/** Answers what was written; nothing when the setting was passed over. */
async function setOne(
  deps: SetDeps,
  setting: WantedSetting,
  present: Record<string, string>,
): Promise<Record<string, string>> {
  const { name, kept } = setting;
  const value = await newValue(deps, setting, present[name] !== undefined);
  if (value === '') {
    deps.print(`${name} passed over`);
    return {};
  }
  requireValid(setting, value);
  refuseOtherMode(name, value, present);
  await deps.parameters.write(name, value, kept);
  deps.print(`${deps.parameters.placeOf(name)} ${present[name] === undefined ? 'written' : 'overwritten'}`);
  return { [name]: value };
}

/** A value that functions could not read has done nothing yet that another would undo. */
function refusal({ name, lasting }: WantedSetting, value: string | undefined, overwrite: boolean) {
  if (value === undefined) return undefined;
  if (lasting && isValid(name, value))
    return name === encryptionKeys
      ? `${name} is set already; npm run credential-keys rotates it`
      : `${name} is set already, and never changes`;
  return overwrite ? undefined : `${name} is set already; --overwrite writes another value`;
}

/** Writes settings that are not there yet; those that are, only when that was asked for. Answers whether none was refused. */
export async function setSettings(
  deps: SetDeps,
  wanted: WantedSetting[],
  { overwrite }: { overwrite: boolean },
): Promise<boolean> {
  const names = [...wanted.map(({ name }) => name), ...stripeKeys];
  const present = await deps.parameters.read([...new Set(names)]);
  let refused = 0;
  for (const setting of wanted) {
    const why = refusal(setting, present[setting.name], overwrite);
    if (why) {
      refused += 1;
      deps.print(why);
    } else {
      Object.assign(present, await setOne(deps, setting, present));
    }
  }
  return refused === 0;
}
