export interface Price {
  /** What is paid for, as the bill calls it. */
  unit: string;
  usd: number;
  /** How many units that buys. */
  per: number;
  /** Units a month that every account has for nothing, for good. Allowances that end after a year are left out. */
  free: number;
  source: string;
}

const million = 1_000_000;

/** List prices of us-east-1 in US dollars, without tax. docs/costs.md says how sure each of them is. */
export const prices = {
  lambdaRuns: {
    unit: 'function runs',
    usd: 0.2,
    per: million,
    free: million,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  lambdaTime: {
    unit: 'GB-seconds on ARM',
    usd: 13.3334,
    per: million,
    free: 400_000,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  apiRequests: {
    unit: 'HTTP API requests',
    usd: 1,
    per: million,
    free: 0,
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  tableWrites: {
    unit: 'write units',
    usd: 0.625,
    per: million,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  tableReads: {
    unit: 'read units',
    usd: 0.125,
    per: million,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  tableStorage: {
    unit: 'GB kept in the table',
    usd: 0.25,
    per: 1,
    free: 25,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  tableRecovery: {
    unit: 'GB under point-in-time recovery',
    usd: 0.2,
    per: 1,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  busEvents: {
    unit: 'events put on the bus',
    usd: 1,
    per: million,
    free: 0,
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  archiveIntake: {
    unit: 'GB taken into the archive',
    usd: 0.1,
    per: 1,
    free: 0,
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  archiveStorage: {
    unit: 'GB kept in the archive',
    usd: 0.023,
    per: 1,
    free: 0,
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  queueRequests: {
    unit: 'SQS requests',
    usd: 0.4,
    per: million,
    free: million,
    source: 'https://aws.amazon.com/sqs/pricing/',
  },
  mails: {
    unit: 'mails',
    usd: 0.16,
    per: 1_000,
    free: 0,
    source: 'https://aws.amazon.com/ses/pricing/',
  },
  edgeRequests: {
    unit: 'HTTPS requests at CloudFront',
    usd: 0.01,
    per: 10_000,
    free: 10 * million,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  edgeTraffic: {
    unit: 'GB from CloudFront',
    usd: 0.085,
    per: 1,
    free: 1_000,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  edgeRewrites: {
    unit: 'runs of the page rewrite',
    usd: 0.1,
    per: million,
    free: 2 * million,
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  decrypts: {
    unit: 'secrets decrypted by KMS, at most',
    usd: 0.03,
    per: 10_000,
    free: 20_000,
    source: 'https://aws.amazon.com/kms/pricing/',
  },
  siteStorage: {
    unit: 'GB in S3: the site and what the CDK uploads',
    usd: 0.023,
    per: 1,
    free: 0,
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  logs: {
    unit: 'GB of logs written',
    usd: 0.5,
    per: 1,
    free: 5,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  alarms: {
    unit: 'alarms',
    usd: 0.1,
    per: 1,
    free: 10,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
} satisfies Record<string, Price>;

export type Priced = keyof typeof prices;

/** A card of the account's own country; not among AWS's lines. https://stripe.com/pricing */
export const stripeFee = { share: 0.029, fixedCents: 30 };
