import {
  isPriceIdSetting,
  type PriceIdSetting,
  type SettingName,
  settings,
} from '../../lib/contract/settings.ts';
import { parseSettings } from '../../lib/platform/settings.ts';
import { resourceName } from '../aws/names.ts';
import { type Ports, StartFault } from './ports.ts';

export type SettingValues = Partial<Record<SettingName | PriceIdSetting, string>>;

/** Where each part can be reached. */
export type Addresses = Record<Exclude<keyof Ports, 'web'>, string>;

const isSetting = (name: string): name is SettingName => Object.hasOwn(settings, name);

/** What `.env` and the environment say; an empty value is none. Throws one line that names what is not valid. */
export function givenSettings(...sources: Readonly<Record<string, string | undefined>>[]): SettingValues {
  const given: SettingValues = {};
  for (const [name, value] of sources.flatMap((source) => Object.entries(source))) {
    if ((isSetting(name) || isPriceIdSetting(name)) && value) given[name] = value;
  }
  try {
    parseSettings(Object.keys(given).filter(isSetting), given);
  } catch (cause) {
    throw new StartFault(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const endpoints = [given.EVENTBRIDGE_ENDPOINT, given.SQS_ENDPOINT].filter(Boolean);
  if (endpoints.length === 1) {
    throw new StartFault(
      'EVENTBRIDGE_ENDPOINT and SQS_ENDPOINT: set both or neither, since one feeds the other.',
    );
  }
  return given;
}

/** Whether an address is set and is not our own part's. */
function isElsewhere(address: string | undefined, ownPort: number): boolean {
  if (!address) return false;
  const { hostname, port } = new URL(address);
  return !(['localhost', '127.0.0.1', '[::1]'].includes(hostname) && port === String(ownPort));
}

/** The parts whose place something else has taken, the real thing say: they are not started. */
export function replacedParts(given: SettingValues, ports: Ports): ReadonlySet<keyof Ports> {
  const elsewhere: Partial<Record<keyof Ports, boolean>> = {
    table: isElsewhere(given.DYNAMODB_ENDPOINT, ports.table),
    events: isElsewhere(given.SQS_ENDPOINT, ports.events),
    mailbox: isElsewhere(given.SES_ENDPOINT, ports.mailbox),
    google: given.GOOGLE_ISSUER_URL
      ? isElsewhere(given.GOOGLE_ISSUER_URL, ports.google)
      : given.GOOGLE_CLIENT_ID !== undefined,
    github: given.GITHUB_URL
      ? isElsewhere(given.GITHUB_URL, ports.github)
      : given.GITHUB_CLIENT_ID !== undefined,
    stripe: given.STRIPE_API_URL
      ? isElsewhere(given.STRIPE_API_URL, ports.stripe)
      : given.STRIPE_SECRET_KEY !== undefined,
  };
  const parts: (keyof Ports)[] = ['table', 'events', 'mailbox', 'google', 'github', 'stripe'];
  return new Set(parts.filter((part) => elsewhere[part]));
}

/** What the local sign-in servers know Cue as. */
export const laptopClient = { id: 'cue-laptop', secret: 'cue-laptop-secret' };

/**
 * Fixed and plainly not secret: they guard nothing but this machine's own test data behind 127.0.0.1, and a value
 * that never changes keeps list cursors and waiting webhooks good over a restart.
 */
const laptopSecrets = {
  SESSION_SECRET_KEY: 'laptop-only-session-secret-of-no-value',
  IDENTITY_HASH_KEY: 'laptop-only-identity-hash-key-of-no-value',
  STRIPE_SECRET_KEY: 'sk_test_laptop',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_laptop',
  STRIPE_WEBHOOK_SECRET: 'whsec_laptop',
} as const satisfies SettingValues;

export const simulatorKey = laptopSecrets.STRIPE_SECRET_KEY;

/**
 * Marks the laptop's portal and endpoint at Stripe. No stage has a hyphen: a deployment of the same name in the same
 * account keeps its own.
 */
export const laptopOwner = (stage: string): string => `${stage}-laptop`;

export const laptopFrontend = 'http://localhost:5000';
export const laptopWebhookSecret = laptopSecrets.STRIPE_WEBHOOK_SECRET;

/** The settings before any address is known: names and defaults, under what is given. */
export function namesFor(given: SettingValues) {
  const STAGE = given.STAGE ?? 'dev';
  return {
    STAGE,
    TABLE_NAME: given.TABLE_NAME ?? resourceName(STAGE),
    BUS_NAME: given.BUS_NAME ?? resourceName(STAGE),
  };
}

/** Every function's settings on a laptop: what is given wins, part by part. */
export function settingsFor(
  given: SettingValues,
  addresses: Addresses,
  replaced: ReadonlySet<keyof Ports>,
): SettingValues {
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, ...secrets } = laptopSecrets;
  return {
    ...namesFor(given),
    ...secrets,
    LOG_LEVEL: 'WARN',
    FRONTEND_URL: laptopFrontend,
    BACKEND_URL: addresses.api,
    EMAIL_FROM: 'Cue <billing@cue.example>',
    DYNAMODB_ENDPOINT: addresses.table,
    EVENTBRIDGE_ENDPOINT: addresses.events,
    SQS_ENDPOINT: addresses.events,
    SES_ENDPOINT: addresses.mailbox,
    ...(replaced.has('google')
      ? {}
      : {
          GOOGLE_CLIENT_ID: laptopClient.id,
          GOOGLE_CLIENT_SECRET: laptopClient.secret,
          GOOGLE_ISSUER_URL: addresses.google,
        }),
    ...(replaced.has('github')
      ? {}
      : {
          GITHUB_CLIENT_ID: laptopClient.id,
          GITHUB_CLIENT_SECRET: laptopClient.secret,
          GITHUB_URL: addresses.github,
          GITHUB_API_URL: addresses.github,
        }),
    ...(replaced.has('stripe')
      ? {}
      : { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_API_URL: addresses.stripe }),
    ...given,
  };
}
