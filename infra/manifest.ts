import type { Route } from '../lib/contract/route.ts';
import { routes } from '../lib/contract/routes.ts';
import type { SettingName } from '../lib/contract/settings.ts';
import * as settings from '../lib/contract/settings.ts';
import { consumedEventTypes, stripeEventSource } from '../lib/contract/stripe-events.ts';

/** The DynamoDB actions a function may call on the table; `TransactWriteItems` is granted through its parts. */
type TableAction =
  | 'BatchGetItem'
  | 'GetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | 'ConditionCheckItem'
  | 'DescribeTable';

interface Touches {
  table?: readonly TableAction[];
  /** May list what falls due, by the table's sparse index. */
  staffIndex?: true;
  /** May read the ids of the plans' prices: settings that the plan catalog names. */
  planPrices?: 'read';
  /** May put events on the bus, or only look whether it is there. */
  bus?: 'put' | 'describe';
  /** May send mail, or only look whether the account can. */
  mail?: 'send' | 'describe';
}

interface FunctionBase {
  /** The file whose exported `handler` runs. */
  entry: string;
  settings: readonly SettingName[];
  touches: Touches;
  memoryMb: number;
  timeoutSeconds: number;
}

interface HttpFunction extends FunctionBase {
  kind: 'http';
}

export interface QueueFunction extends FunctionBase {
  kind: 'queue';
  /** The events of the bus that reach its queue. */
  events: { source: string; types: readonly string[] | 'all' };
  batchSize: number;
  maxConcurrency: number;
}

/** Runs by the clock. */
export interface ScheduleFunction extends FunctionBase {
  kind: 'schedule';
  everyMinutes: number;
}

export type AnyFunction = HttpFunction | QueueFunction | ScheduleFunction;

const http = { kind: 'http', memoryMb: 512, timeoutSeconds: 10 } as const;
const queue = { kind: 'queue', memoryMb: 512, timeoutSeconds: 20, batchSize: 10, maxConcurrency: 5 } as const;

/**
 * Every function of Cue on a page. The CDK app and the laptop cloud are both made from it; which routes
 * an http function serves follows from the contract (`servedBy`).
 */
export const functions = {
  auth: {
    ...http,
    entry: 'functions/http/auth.ts',
    settings: settings.signInSettings,
    touches: { table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'] },
  },
  account: {
    ...http,
    entry: 'functions/http/account.ts',
    settings: settings.accountSettings,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'] },
  },
  payments: {
    ...http,
    entry: 'functions/http/payments.ts',
    settings: settings.paymentSettings,
    timeoutSeconds: 28,
    touches: {
      table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'Query'],
      planPrices: 'read',
    },
  },
  billing: {
    ...http,
    entry: 'functions/http/billing.ts',
    settings: settings.billingSettings,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'Query'] },
  },
  workflows: {
    ...http,
    entry: 'functions/http/workflows.ts',
    settings: settings.workflowSettings,
    // A model has twenty seconds for its answer and its repair; API Gateway waits thirty.
    timeoutSeconds: 28,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'] },
  },
  'stripe-webhook': {
    ...http,
    entry: 'functions/http/stripe-webhook.ts',
    settings: settings.webhookSettings,
    touches: { bus: 'put' },
  },
  meta: {
    ...http,
    entry: 'functions/http/meta.ts',
    settings: settings.metaSettings,
    touches: { table: ['DescribeTable'], bus: 'describe', mail: 'describe' },
  },
  'record-event': {
    ...queue,
    entry: 'functions/queues/record-event.ts',
    settings: settings.recordEventSettings,
    touches: { table: ['PutItem'] },
    events: { source: stripeEventSource, types: 'all' },
  },
  'grant-credits': {
    ...queue,
    entry: 'functions/queues/grant-credits.ts',
    settings: settings.grantCreditsSettings,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'Query'], planPrices: 'read' },
    events: { source: stripeEventSource, types: consumedEventTypes['grant-credits'] },
  },
  'sync-subscription': {
    ...queue,
    entry: 'functions/queues/sync-subscription.ts',
    settings: settings.syncSubscriptionSettings,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'Query'], planPrices: 'read' },
    events: { source: stripeEventSource, types: consumedEventTypes['sync-subscription'] },
  },
  'provision-account': {
    ...queue,
    entry: 'functions/queues/provision-account.ts',
    settings: settings.provisionAccountSettings,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'Query'], planPrices: 'read' },
    events: { source: stripeEventSource, types: consumedEventTypes['provision-account'] },
  },
  'send-email': {
    ...queue,
    entry: 'functions/queues/send-email.ts',
    settings: settings.sendEmailSettings,
    touches: {
      table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'Query'],
      mail: 'send',
      planPrices: 'read',
    },
    events: { source: stripeEventSource, types: consumedEventTypes['send-email'] },
  },
  'grant-months': {
    kind: 'schedule',
    memoryMb: 512,
    timeoutSeconds: 900,
    entry: 'functions/schedules/grant-months.ts',
    settings: settings.grantMonthsSettings,
    touches: {
      table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      staffIndex: true,
    },
    everyMinutes: 60,
  },
  'end-subscriptions': {
    kind: 'schedule',
    memoryMb: 512,
    // While Stripe does not answer, each person's try takes four seconds.
    timeoutSeconds: 900,
    entry: 'functions/schedules/end-subscriptions.ts',
    settings: settings.endSubscriptionsSettings,
    touches: { table: ['GetItem', 'DeleteItem', 'Query'], staffIndex: true },
    everyMinutes: 60,
  },
  'reconcile-stripe': {
    kind: 'schedule',
    memoryMb: 512,
    // Lambda's longest: after an outage of days there are many pages to read.
    timeoutSeconds: 900,
    entry: 'functions/schedules/reconcile-stripe.ts',
    settings: settings.reconcileSettings,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'Query'], bus: 'put', planPrices: 'read' },
    everyMinutes: 60,
  },
} as const satisfies Record<string, AnyFunction>;

export type FunctionName = keyof typeof functions;

// Does not compile when a route names a function that is not in the manifest.
const servedRoutes: Record<string, Route> = routes satisfies Record<
  string,
  Route & { servedBy: FunctionName }
>;

export function routesOf(name: string): [operationId: string, route: Route][] {
  return Object.entries(servedRoutes).filter(([, route]) => route.servedBy === name);
}

/** Seconds a message stays hidden while its function works: six times the function's time-out, as AWS advises. */
export function visibilityTimeoutSeconds(consumer: QueueFunction): number {
  return consumer.timeoutSeconds * 6;
}

/**
 * How often a message is tried before the DLQ takes it. Consumers space their retries out to 15 minutes and
 * park what still fails after 24 hours (about 105 tries); the DLQ is for what never even got that far.
 */
export const maxReceiveCount = 120;
