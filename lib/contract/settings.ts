import * as z from 'zod/mini';
import { tokenIssuers } from './token-issuers.ts';

interface Setting {
  schema: z.ZodMiniType;
  /** Where its value stands on AWS: the template, an SSM parameter that a function reads at run time, or nowhere. */
  kept: 'environment' | 'parameter' | 'secret' | 'not on AWS';
  /** Why it exists; shown in `.env.example` and `docs/settings.md`. */
  reason: string;
  /** What stands in `.env.example`. */
  example: string;
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

/** Every setting of Cue by its name in the environment. */
export const settings = {
  STAGE: {
    schema: z._default(z.string().check(z.regex(/^[a-z][a-z0-9]{0,15}$/)), 'dev'),
    kept: 'environment',
    reason:
      'Names the deployment: part of stack, table and parameter names, so several can share an account.',
    example: 'dev',
  },
  LOG_LEVEL: {
    schema: z._default(z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT']), 'INFO'),
    kept: 'environment',
    reason: 'How much the functions log. The laptop cloud shows WARN and above unless told otherwise.',
    example: 'INFO',
  },
  FRONTEND_URL: {
    schema: z.pipe(
      originList,
      z.transform((origins: string[]) => origins.map((origin) => new URL(origin).origin)),
    ),
    kept: 'parameter',
    reason:
      'Origins of the front ends, comma-separated; redirects go to the first. On AWS: the CloudFront address.',
    example: 'http://localhost:5000',
  },
  BACKEND_URL: {
    schema: z.pipe(
      url,
      z.transform((address: string) => address.replace(/\/+$/, '')),
    ),
    kept: 'parameter',
    reason: 'Where browsers reach the API; the sign-in callback is this address with /auth/callback.',
    example: 'http://localhost:8000',
  },
  SESSION_SECRET_KEY: {
    schema: z.string().check(z.trim(), z.minLength(32)),
    kept: 'secret',
    reason: 'At least 32 random characters; seals list cursors. Changing it makes open lists start again.',
    example: '',
  },
  IDENTITY_HASH_KEY: {
    schema: z.string().check(z.trim(), z.minLength(32)),
    kept: 'secret',
    reason:
      'At least 32 random characters; hashes what people who had a trial are known by. Never change it: all could have another.',
    example: '',
  },
  CREDENTIALS_ENCRYPTION_KEYS: {
    schema: encryptionKeys,
    kept: 'secret',
    reason:
      'What credentials are encrypted with: an id, a colon and 32 random bytes in base64; several, comma-separated, of which the first encrypts. Without a key what it encrypted is lost.',
    example: '',
  },
  GOOGLE_CLIENT_ID: {
    schema: z.optional(text),
    kept: 'secret',
    reason: 'OAuth client of Google sign-in; without one the Google button answers oauth_failed.',
    example: '',
  },
  GOOGLE_CLIENT_SECRET: {
    schema: z.optional(text),
    kept: 'secret',
    reason: "The Google client's secret.",
    example: '',
  },
  GOOGLE_ISSUER_URL: {
    schema: z._default(url, 'https://accounts.google.com'),
    kept: 'environment',
    reason: 'The OpenID issuer behind "Continue with Google"; the laptop cloud points it at its own.',
    example: '',
  },
  GITHUB_CLIENT_ID: {
    schema: z.optional(text),
    kept: 'secret',
    reason: 'OAuth app of GitHub sign-in; without one the GitHub button answers oauth_failed.',
    example: '',
  },
  GITHUB_CLIENT_SECRET: {
    schema: z.optional(text),
    kept: 'secret',
    reason: "The GitHub app's secret.",
    example: '',
  },
  GITHUB_URL: {
    schema: z._default(url, 'https://github.com'),
    kept: 'environment',
    reason: 'Where GitHub signs people in; the laptop cloud points it at its own.',
    example: '',
  },
  GITHUB_API_URL: {
    schema: z._default(url, 'https://api.github.com'),
    kept: 'environment',
    reason: 'Where the profile and addresses of a GitHub user are read.',
    example: '',
  },
  AUTH_JWT_ISSUERS: {
    schema: tokenIssuers,
    kept: 'environment',
    reason:
      'Issuers whose tokens sign people in, for front ends with a sign-in of their own: [{"issuer", "audience", "jwksUrl"?}] as JSON.',
    example: '',
  },
  SIGN_INS_PER_MINUTE: {
    schema: limit('10'),
    kept: 'environment',
    reason: 'How many sign-ins may begin at one address in a minute; more where many people share one.',
    example: '10',
  },
  CHECKOUTS_PER_MINUTE: {
    schema: limit('5'),
    kept: 'environment',
    reason: 'How many checkouts a person may open in a minute.',
    example: '5',
  },
  STRIPE_ENABLED: {
    schema: onOff,
    kept: 'environment',
    reason: 'false switches payments off: buying answers 503 and everything else goes on.',
    example: 'true',
  },
  STRIPE_SECRET_KEY: {
    schema: z.optional(stripeSecretKey),
    kept: 'secret',
    reason:
      "Stripe's secret key (sk_…), better a restricted one (rk_…). On a laptop it takes the simulator's place.",
    example: '',
  },
  STRIPE_PUBLISHABLE_KEY: {
    schema: z.optional(stripePublishableKey),
    kept: 'parameter',
    reason: "Stripe's publishable key (pk_…), which front ends with Stripe Elements ask for.",
    example: '',
  },
  STRIPE_WEBHOOK_SECRET: {
    schema: z.optional(z.pipe(commaSeparated, z.array(signingSecret).check(z.minLength(1)))),
    kept: 'secret',
    reason: 'What Stripe signs events with (whsec_…); several, comma-separated, while one is being rolled.',
    example: '',
  },
  STRIPE_API_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another address of Stripe's API: the laptop cloud's simulator. Unset on AWS.",
    example: '',
  },
  SENDGRID_API_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another address of SendGrid's API, which is asked whether a key of it is good; for tests.",
    example: '',
  },
  OPENAI_API_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another address of OpenAI's API, which is asked whether a key of it is good; for tests.",
    example: '',
  },
  STS_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another STS than AWS's, which is asked whether an access key is good; for tests.",
    example: '',
  },
  STRIPE_PORTAL_CONFIGURATION: {
    schema: z.optional(text),
    kept: 'parameter',
    reason:
      'What people may do in the customer portal (bpc_…); npm run stripe:setup makes it. Without one it stays shut.',
    example: '',
  },
  PLANS_FILE: {
    schema: z.optional(text),
    kept: 'environment',
    reason: 'Another plan catalog than plans.json, as a path from the project folder, read at deploy time.',
    example: '',
  },
  WORKFLOW_GENERATOR: {
    schema: z._default(z.enum(['embedded', 'bedrock', 'openai']), 'embedded'),
    kept: 'environment',
    reason:
      'What turns sentences into graphs: embedded (no network, no cost), bedrock, or openai for any endpoint that speaks its protocol.',
    example: 'embedded',
  },
  BEDROCK_MODEL_ID: {
    schema: z.optional(text.check(z.regex(/^[\w.:/-]+$/))),
    kept: 'environment',
    reason:
      'The Claude or Nova model or inference profile at Bedrock, by its id or ARN, for WORKFLOW_GENERATOR=bedrock; the account must have access to it.',
    example: '',
  },
  OPENAI_BASE_URL: {
    schema: z._default(url, 'https://api.openai.com/v1'),
    kept: 'environment',
    reason: 'Where chat completions are asked for, for WORKFLOW_GENERATOR=openai.',
    example: '',
  },
  OPENAI_MODEL: {
    schema: z.optional(text),
    kept: 'environment',
    reason: 'The model that is asked for there.',
    example: '',
  },
  OPENAI_API_KEY: {
    schema: z.optional(text),
    kept: 'secret',
    reason: 'The key that the endpoint takes.',
    example: '',
  },
  EMAIL_FROM: {
    schema: text,
    kept: 'environment',
    reason: 'Sender of every mail, "Cue <billing@example.com>" say; SES must know the address or its domain.',
    example: 'Cue <billing@cue.example>',
  },
  VITE_API_BASE_URL: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason:
      'Where a front end that you host elsewhere finds the API. The shipped site needs none: it shares its origin.',
    example: '',
  },
  TABLE_NAME: {
    schema: text,
    kept: 'environment',
    reason: "The table's name; set by the deployment.",
    example: '',
  },
  BUS_NAME: {
    schema: text,
    kept: 'environment',
    reason: "The event bus's name; set by the deployment.",
    example: '',
  },
  QUEUE_URL: {
    schema: url,
    kept: 'environment',
    reason: "Address of a consumer's own queue, for back-off; set by the deployment.",
    example: '',
  },
  ORIGIN_PROOF: {
    schema: z.optional(text),
    kept: 'environment',
    reason:
      'What CloudFront adds to requests to the API, so that the address of the caller that it tells is believed; set by the deployment.',
    example: '',
  },
  DYNAMODB_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another DynamoDB than AWS's: the laptop cloud's engine, or your own DynamoDB Local.",
    example: '',
  },
  EVENTBRIDGE_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another EventBridge than AWS's: the laptop cloud's bus.",
    example: '',
  },
  SQS_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another SQS than AWS's: the laptop cloud's queues.",
    example: '',
  },
  BEDROCK_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another Bedrock than AWS's, for tests.",
    example: '',
  },
  SES_ENDPOINT: {
    schema: z.optional(url),
    kept: 'not on AWS',
    reason: "Another SES than AWS's: the laptop cloud's mailbox.",
    example: '',
  },
} as const satisfies Record<string, Setting>;

/**
 * Ids of the plans' prices: a family of settings, because the plan catalog names each (`prices[].setting`). They are
 * read by functions of which the manifest says so.
 */
export const priceIdSettings = {
  prefix: 'STRIPE_PRICE_ID_',
  kept: 'parameter',
  reason:
    "A plan's price at Stripe (price_…), by the name that the plan catalog gives it; without one it is found by its lookup key.",
} as const;

export type PriceIdSetting = `${typeof priceIdSettings.prefix}${string}`;

export const isPriceIdSetting = (name: string): name is PriceIdSetting =>
  name.startsWith(priceIdSettings.prefix);

export type SettingName = keyof typeof settings;
export type SettingsOf<Name extends SettingName> = {
  [K in Name]: z.output<(typeof settings)[K]['schema']>;
};
