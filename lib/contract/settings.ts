import * as z from 'zod/mini';
import { tokenIssuers } from './token-issuers.ts';

interface Setting {
  schema: z.ZodMiniType;
  /** Where its value stands on AWS: the template, an SSM parameter that a function reads at run time, or nowhere. */
  kept: 'environment' | 'parameter' | 'secret' | 'not on AWS';
}

const text = z.string().check(z.trim(), z.minLength(1));
/** By the prefix alone: a key in another's place is refused before it is published, or handed to Stripe. */
const stripeSecretKey = text.check(z.regex(/^(sk|rk)_(test|live)_/));
const stripePublishableKey = text.check(z.regex(/^pk_(test|live)_/));
const signingSecret = text.check(z.regex(/^whsec_/));
const url = z.url({ protocol: /^https?$/ });
const commaSeparated = z.pipe(
  text,
  z.transform((list: string) =>
    list
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
);
function haveOwnIds(ring: string[]): boolean {
  return new Set(ring.map((item) => item.split(':')[0])).size === ring.length;
}
const originList = z.pipe(commaSeparated, z.array(url).check(z.minLength(1)));
/** `keyId:base64` of 32 bytes each. */
const encryptionKeys = z.pipe(
  commaSeparated,
  z.pipe(
    z
      .array(z.string().check(z.regex(/^[a-z0-9]{1,16}:[A-Za-z0-9+/]{43}=$/)))
      .check(z.minLength(1), z.refine(haveOwnIds)),
    z.transform((ring: string[]) =>
      ring.map((item) => ({
        keyId: item.slice(0, item.indexOf(':')),
        key: item.slice(item.indexOf(':') + 1),
      })),
    ),
  ),
);
const onOff = z.pipe(
  z._default(z.enum(['true', 'false']), 'true'),
  z.transform((value: 'true' | 'false') => value === 'true'),
);

/** How often something may be done. */
const limit = (usual: string) =>
  z.pipe(
    z._default(z.string().check(z.regex(/^[1-9]\d{0,5}$/)), usual),
    z.transform((count: string) => Number(count)),
  );

/** Every setting of Cue by its name in the environment. Why each exists stands apart: every function starts with these. */
export const settings = {
  STAGE: {
    schema: z._default(z.string().check(z.regex(/^[a-z][a-z0-9]{0,15}$/)), 'dev'),
    kept: 'environment',
  },
  LOG_LEVEL: {
    schema: z._default(z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT']), 'INFO'),
    kept: 'environment',
  },
  FRONTEND_URL: {
    schema: z.pipe(
      originList,
      z.transform((origins: string[]) => origins.map((origin) => new URL(origin).origin)),
    ),
    kept: 'parameter',
  },
  BACKEND_URL: {
    schema: z.pipe(
      url,
      z.transform((address: string) => address.replace(/\/+$/, '')),
    ),
    kept: 'parameter',
  },
  SESSION_SECRET_KEY: {
    schema: z.string().check(z.trim(), z.minLength(32)),
    kept: 'secret',
  },
  IDENTITY_HASH_KEY: {
    schema: z.string().check(z.trim(), z.minLength(32)),
    kept: 'secret',
  },
  CREDENTIALS_ENCRYPTION_KEYS: {
    schema: encryptionKeys,
    kept: 'secret',
  },
  GOOGLE_CLIENT_ID: {
    schema: z.optional(text),
    kept: 'secret',
  },
  GOOGLE_CLIENT_SECRET: {
    schema: z.optional(text),
    kept: 'secret',
  },
  GOOGLE_ISSUER_URL: {
    schema: z._default(url, 'https://accounts.google.com'),
    kept: 'environment',
  },
  GITHUB_CLIENT_ID: {
    schema: z.optional(text),
    kept: 'secret',
  },
  GITHUB_CLIENT_SECRET: {
    schema: z.optional(text),
    kept: 'secret',
  },
  GITHUB_URL: {
    schema: z._default(url, 'https://github.com'),
    kept: 'environment',
  },
  GITHUB_API_URL: {
    schema: z._default(url, 'https://api.github.com'),
    kept: 'environment',
  },
  AUTH_JWT_ISSUERS: {
    schema: tokenIssuers,
    kept: 'environment',
  },
  SIGN_INS_PER_MINUTE: {
    schema: limit('10'),
    kept: 'environment',
  },
  CHECKOUTS_PER_MINUTE: {
    schema: limit('5'),
    kept: 'environment',
  },
  STRIPE_ENABLED: {
    schema: onOff,
    kept: 'environment',
  },
  STRIPE_SECRET_KEY: {
    schema: z.optional(stripeSecretKey),
    kept: 'secret',
  },
  STRIPE_PUBLISHABLE_KEY: {
    schema: z.optional(stripePublishableKey),
    kept: 'parameter',
  },
  STRIPE_WEBHOOK_SECRET: {
    schema: z.optional(z.pipe(commaSeparated, z.array(signingSecret).check(z.minLength(1)))),
    kept: 'secret',
  },
  STRIPE_API_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  SENDGRID_API_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  OPENAI_API_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  STS_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  STRIPE_PORTAL_CONFIGURATION: {
    schema: z.optional(text),
    kept: 'parameter',
  },
  PLANS_FILE: {
    schema: z.optional(text),
    kept: 'environment',
  },
  WORKFLOW_GENERATOR: {
    schema: z._default(z.enum(['embedded', 'bedrock', 'openai']), 'embedded'),
    kept: 'environment',
  },
  BEDROCK_MODEL_ID: {
    schema: z.optional(text.check(z.regex(/^[\w.:/-]+$/))),
    kept: 'environment',
  },
  OPENAI_BASE_URL: {
    schema: z._default(url, 'https://api.openai.com/v1'),
    kept: 'environment',
  },
  OPENAI_MODEL: {
    schema: z.optional(text),
    kept: 'environment',
  },
  OPENAI_API_KEY: {
    schema: z.optional(text),
    kept: 'secret',
  },
  EMAIL_FROM: {
    schema: text,
    kept: 'environment',
  },
  VITE_API_BASE_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  TABLE_NAME: {
    schema: text,
    kept: 'environment',
  },
  BUS_NAME: {
    schema: text,
    kept: 'environment',
  },
  QUEUE_URL: {
    schema: url,
    kept: 'environment',
  },
  ORIGIN_PROOF: {
    schema: z.optional(text),
    kept: 'environment',
  },
  DYNAMODB_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  EVENTBRIDGE_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  SQS_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  BEDROCK_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
  SES_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
  },
} as const satisfies Record<string, Setting>;

/**
 * Ids of the plans' prices: a family of settings, because the plan catalog names each (`prices[].setting`). They are
 * read by functions of which the manifest says so.
 */
export const priceIdSettings = {
  prefix: 'STRIPE_PRICE_ID_',
  kept: 'parameter',
} as const;

export type PriceIdSetting = `${typeof priceIdSettings.prefix}${string}`;

export const isPriceIdSetting = (name: string): name is PriceIdSetting =>
  name.startsWith(priceIdSettings.prefix);

export type SettingName = keyof typeof settings;
export type SettingsOf<Name extends SettingName> = {
  [K in Name]: z.output<(typeof settings)[K]['schema']>;
};
