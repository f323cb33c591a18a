/** Settings of every function. */
const everyFunction = ['STAGE', 'LOG_LEVEL'] as const;
const table = ['TABLE_NAME', 'DYNAMODB_ENDPOINT'] as const;
const bus = ['BUS_NAME', 'EVENTBRIDGE_ENDPOINT'] as const;
const stripe = ['STRIPE_ENABLED', 'STRIPE_SECRET_KEY', 'STRIPE_API_URL'] as const;
const queue = [...everyFunction, ...table, ...stripe, 'QUEUE_URL', 'SQS_ENDPOINT'] as const;
const http = [...everyFunction, 'FRONTEND_URL'] as const;

/** What a function that knows its caller needs. */
const knowsCaller = [...http, ...table] as const;
/** What one needs that may be called with more than the cookie of our own site. */
const takesBearers = [...knowsCaller, 'AUTH_JWT_ISSUERS'] as const;
export const accountSettings = [
  ...takesBearers,
  ...stripe,
  'SESSION_SECRET_KEY',
  'IDENTITY_HASH_KEY',
  'PLANS_FILE',
] as const;
export const credentialSettings = [
  ...takesBearers,
  'PLANS_FILE',
  'CREDENTIALS_ENCRYPTION_KEYS',
  'STRIPE_API_URL',
  'SENDGRID_API_URL',
  'OPENAI_API_URL',
  'STS_ENDPOINT',
] as const;
export const signInSettings = [
  ...knowsCaller,
  'IDENTITY_HASH_KEY',
  'BACKEND_URL',
  'SESSION_SECRET_KEY',
  'ORIGIN_PROOF',
  'SIGN_INS_PER_MINUTE',
  'GOOGLE_CLIENT_ID',
  'GOOGLE_CLIENT_SECRET',
  'GOOGLE_ISSUER_URL',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
  'GITHUB_URL',
  'GITHUB_API_URL',
] as const;
export const billingSettings = [...takesBearers, 'SESSION_SECRET_KEY', 'PLANS_FILE'] as const;
export const workflowSettings = [
  ...takesBearers,
  'SESSION_SECRET_KEY',
  'ORIGIN_PROOF',
  'PLANS_FILE',
  'WORKFLOW_GENERATOR',
  'BEDROCK_MODEL_ID',
  'BEDROCK_ENDPOINT',
  'OPENAI_BASE_URL',
  'OPENAI_MODEL',
  'OPENAI_API_KEY',
] as const;
export const paymentSettings = [
  ...takesBearers,
  ...stripe,
  'CHECKOUTS_PER_MINUTE',
  'IDENTITY_HASH_KEY',
  'STRIPE_PUBLISHABLE_KEY',
  'STRIPE_PORTAL_CONFIGURATION',
  'SESSION_SECRET_KEY',
  'PLANS_FILE',
] as const;
export const adminSettings = [
  ...takesBearers,
  ...bus,
  ...stripe,
  'SESSION_SECRET_KEY',
  'PLANS_FILE',
] as const;
export const webhookSettings = [...http, ...bus, 'STRIPE_ENABLED', 'STRIPE_WEBHOOK_SECRET'] as const;
export const metaSettings = [...http, ...table, ...bus, ...stripe, 'BACKEND_URL', 'SES_ENDPOINT'] as const;
export const recordEventSettings = queue;
export const grantCreditsSettings = [...queue, 'IDENTITY_HASH_KEY', 'PLANS_FILE'] as const;
export const syncSubscriptionSettings = [...queue, 'PLANS_FILE'] as const;
export const provisionAccountSettings = [...queue, 'PLANS_FILE', 'FRONTEND_URL'] as const;
export const endSubscriptionsSettings = [...everyFunction, ...table, ...stripe] as const;
export const eraseAccountsSettings = [...everyFunction, ...table, ...stripe] as const;
export const releaseHoldsSettings = [...everyFunction, ...table] as const;
export const countMetricsSettings = [...everyFunction, ...table, ...stripe] as const;
export const grantMonthsSettings = [...everyFunction, ...table] as const;
export const reconcileSettings = [
  ...everyFunction,
  ...table,
  ...bus,
  ...stripe,
  'IDENTITY_HASH_KEY',
  'PLANS_FILE',
] as const;
export const sendDueEmailsSettings = [
  ...everyFunction,
  ...table,
  'PLANS_FILE',
  'SES_ENDPOINT',
  'EMAIL_FROM',
  'FRONTEND_URL',
] as const;
export const sendEmailSettings = [
  ...queue,
  'PLANS_FILE',
  'SES_ENDPOINT',
  'EMAIL_FROM',
  'FRONTEND_URL',
] as const;
