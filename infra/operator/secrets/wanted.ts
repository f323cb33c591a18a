import * as z from 'zod/mini';
import { settingReasons } from '../../../lib/contract/setting-reasons.ts';
import { type SettingName, settings } from '../../../lib/contract/settings.ts';
import { StartFault } from '../../local/ports.ts';
import { functions } from '../../manifest.ts';
import type { Kept } from '../parameters.ts';

/** A setting that functions read from SSM. */
export interface WantedSetting {
  name: SettingName;
  kept: Kept;
  reason: string;
  /** Functions fail at start without it; without another, only what it is for is off. */
  required: boolean;
  /** Who else writes it, in words. */
  writtenBy?: string;
  /** What it is of no use without. */
  partner?: SettingName;
  /** Made up where nobody gives one: nobody has to think of it. */
  madeUp: boolean;
  /** Another value would undo what was done with this one. */
  lasting: boolean;
}

const writers: Partial<Record<SettingName, string>> = {
  FRONTEND_URL: 'npm run deploy',
  BACKEND_URL: 'npm run deploy',
  STRIPE_WEBHOOK_SECRET: 'npm run stripe:setup',
  STRIPE_PORTAL_CONFIGURATION: 'npm run stripe:setup',
};

/** Any of these pairs lets people sign in. */
const signInPairs = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
] as const;

const partners: Partial<Record<SettingName, SettingName>> = {
  GOOGLE_CLIENT_ID: 'GOOGLE_CLIENT_SECRET',
  GOOGLE_CLIENT_SECRET: 'GOOGLE_CLIENT_ID',
  GITHUB_CLIENT_ID: 'GITHUB_CLIENT_SECRET',
  GITHUB_CLIENT_SECRET: 'GITHUB_CLIENT_ID',
};

const madeUp: readonly SettingName[] = [
  'SESSION_SECRET_KEY',
  'IDENTITY_HASH_KEY',
  'CREDENTIALS_ENCRYPTION_KEYS',
];

const lasting: readonly SettingName[] = ['IDENTITY_HASH_KEY', 'CREDENTIALS_ENCRYPTION_KEYS'];

const isKept = (kept: string): kept is Kept => kept === 'parameter' || kept === 'secret';

/** What the functions of the manifest read from SSM, in the order of the settings. */
export function wantedSettings(): WantedSetting[] {
  const read = new Set<string>(Object.values(functions).flatMap((entry) => entry.settings));
  const names = Object.keys(settings).filter((name): name is SettingName => read.has(name));
  return names.flatMap((name) => {
    const { kept, schema } = settings[name];
    const reason = settingReasons[name];
    if (!isKept(kept)) return [];
    const required = !z.safeParse<z.ZodMiniType>(schema, undefined).success;
    const own = { madeUp: madeUp.includes(name), lasting: lasting.includes(name) };
    return [{ name, kept, reason, required, writtenBy: writers[name], partner: partners[name], ...own }];
  });
}

export type SettingState = 'set' | 'missing' | 'not set' | 'not needed' | 'not valid';

interface Present {
  values: Readonly<Record<string, string>>;
  /** Whether the deployment has payments switched on. */
  payments: boolean;
}

export function isValid(name: SettingName, value: string): boolean {
  return z.safeParse<z.ZodMiniType>(settings[name].schema, value).success;
}

export function requireValid({ name, reason }: WantedSetting, value: string): void {
  if (!isValid(name, value)) throw new StartFault(`${name} is not valid; nothing was written. ${reason}`);
}

/** Whether nobody could sign in: neither provider is set up whole. */
export function lacksSignIn({ values }: Present): boolean {
  return !signInPairs.some((pair) =>
    pair.every((name) => values[name] !== undefined && isValid(name, values[name])),
  );
}

/** One of a pair without the other does nothing, and is told as missing; so is Stripe where something is for sale. */
export function stateOf(
  { name, required, partner }: WantedSetting,
  { values, payments }: Present,
): SettingState {
  const { [name]: value } = values;
  if (value !== undefined) return isValid(name, value) ? 'set' : 'not valid';
  if (name.startsWith('STRIPE_')) return payments ? 'missing' : 'not needed';
  if (required || (partner && values[partner] !== undefined)) return 'missing';
  return 'not set';
}
