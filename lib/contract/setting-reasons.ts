import type { SettingName } from './settings.ts';

/** Why each setting exists, as `.env.example` and `docs/settings.md` say it. No function carries these sentences. */
export const settingReasons: Record<SettingName, string> = {
  STAGE: 'Names the deployment: part of stack, table and parameter names, so several can share an account.',
  LOG_LEVEL: 'How much the functions log. The laptop cloud shows WARN and above unless told otherwise.',
  FRONTEND_URL:
    'Origins of the front ends, comma-separated; redirects go to the first. On AWS: the CloudFront address.',
  BACKEND_URL: 'Where browsers reach the API; the sign-in callback is this address with /auth/callback.',
  SESSION_SECRET_KEY:
    'At least 32 random characters; seals list cursors. Changing it makes open lists start again.',
  IDENTITY_HASH_KEY:
    'At least 32 random characters; hashes what people who had a trial are known by. Never change it: all could have another.',
  CREDENTIALS_ENCRYPTION_KEYS:
    'What credentials are encrypted with: an id, a colon and 32 random bytes in base64; several, comma-separated, of which the first encrypts. Without a key what it encrypted is lost.',
  GOOGLE_CLIENT_ID: 'OAuth client of Google sign-in; without one the Google button answers oauth_failed.',
  GOOGLE_CLIENT_SECRET: "The Google client's secret.",
  GOOGLE_ISSUER_URL:
    'The OpenID issuer behind "Continue with Google"; the laptop cloud points it at its own.',
  GITHUB_CLIENT_ID: 'OAuth app of GitHub sign-in; without one the GitHub button answers oauth_failed.',
  GITHUB_CLIENT_SECRET: "The GitHub app's secret.",
  GITHUB_URL: 'Where GitHub signs people in; the laptop cloud points it at its own.',
  GITHUB_API_URL: 'Where the profile and addresses of a GitHub user are read.',
  AUTH_JWT_ISSUERS:
    'Issuers whose tokens sign people in, for front ends with a sign-in of their own: [{"issuer", "audience", "jwksUrl"?}] as JSON.',
  SIGN_INS_PER_MINUTE:
    'How many sign-ins may begin at one address in a minute; more where many people share one.',
  CHECKOUTS_PER_MINUTE: 'How many checkouts a person may open in a minute.',
  STRIPE_ENABLED: 'false switches payments off: buying answers 503 and everything else goes on.',
  STRIPE_SECRET_KEY:
    "Stripe's secret key (sk_…), better a restricted one (rk_…). On a laptop it takes the simulator's place.",
  STRIPE_PUBLISHABLE_KEY: "Stripe's publishable key (pk_…), which front ends with Stripe Elements ask for.",
  STRIPE_WEBHOOK_SECRET:
    'What Stripe signs events with (whsec_…); several, comma-separated, while one is being rolled.',
  STRIPE_API_URL: "Another address of Stripe's API: the laptop cloud's simulator. Unset on AWS.",
  SENDGRID_API_URL:
    "Another address of SendGrid's API, which is asked whether a key of it is good; for tests.",
  OPENAI_API_URL: "Another address of OpenAI's API, which is asked whether a key of it is good; for tests.",
  STS_ENDPOINT: "Another STS than AWS's, which is asked whether an access key is good; for tests.",
  STRIPE_PORTAL_CONFIGURATION:
    'What people may do in the customer portal (bpc_…); npm run stripe:setup makes it. Without one it stays shut.',
  PLANS_FILE: 'Another plan catalog than plans.json, as a path from the project folder, read at deploy time.',
  WORKFLOW_GENERATOR:
    'What turns sentences into graphs: embedded (no network, no cost), bedrock, or openai for any endpoint that speaks its protocol.',
  BEDROCK_MODEL_ID:
    'The Claude or Nova model or inference profile at Bedrock, by its id or ARN, for WORKFLOW_GENERATOR=bedrock; the account must have access to it.',
  OPENAI_BASE_URL: 'Where chat completions are asked for, for WORKFLOW_GENERATOR=openai.',
  OPENAI_MODEL: 'The model that is asked for there.',
  OPENAI_API_KEY: 'The key that the endpoint takes.',
  EMAIL_FROM:
    'Sender of every mail, "Cue <billing@example.com>" say; SES must know the address or its domain.',
  VITE_API_BASE_URL:
    'Where a front end that you host elsewhere finds the API. The shipped site needs none: it shares its origin.',
  TABLE_NAME: "The table's name; set by the deployment.",
  BUS_NAME: "The event bus's name; set by the deployment.",
  QUEUE_URL: "Address of a consumer's own queue, for back-off; set by the deployment.",
  ORIGIN_PROOF:
    'What CloudFront adds to requests to the API, so that the address of the caller that it tells is believed; set by the deployment.',
  DYNAMODB_ENDPOINT: "Another DynamoDB than AWS's: the laptop cloud's engine, or your own DynamoDB Local.",
  EVENTBRIDGE_ENDPOINT: "Another EventBridge than AWS's: the laptop cloud's bus.",
  SQS_ENDPOINT: "Another SQS than AWS's: the laptop cloud's queues.",
  BEDROCK_ENDPOINT: "Another Bedrock than AWS's, for tests.",
  SES_ENDPOINT: "Another SES than AWS's: the laptop cloud's mailbox.",
};

/** Of the ids of the plans' prices, which the plan catalog names. */
export const priceIdReason =
  "A plan's price at Stripe (price_…), by the name that the plan catalog gives it; without one it is found by its lookup key.";
