import * as settings from '../lib/contract/function-settings.ts';
import type { Route } from '../lib/contract/route.ts';
import { routes } from '../lib/contract/routes.ts';
import { consumedEventTypes, stripeEventSource } from '../lib/contract/stripe-events.ts';
import type { AnyFunction, QueueFunction } from './manifest-entry.ts';

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
    touches: {
      table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    },
  },
  account: {
    ...http,
    entry: 'functions/http/account.ts',
    settings: settings.accountSettings,
    // Who deletes their account waits for Stripe, and for the first ten seconds of erasing it.
    timeoutSeconds: 28,
    touches: {
      table: [
        'BatchGetItem',
        'GetItem',
        'PutItem',
        'UpdateItem',
        'DeleteItem',
        'BatchWriteItem',
        'Query',
        'ConditionCheckItem',
      ],
    },
  },
  credentials: {
    ...http,
    entry: 'functions/http/credentials.ts',
    settings: settings.credentialSettings,
    touches: { table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'] },
    // Nothing is lost that its caller does not see; that it fails for many, the alarm on the API's 5xx tells.
    withoutAlarm: true,
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
    touches: {
      table: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      model: 'ask',
    },
  },
  admin: {
    ...http,
    entry: 'functions/http/admin.ts',
    settings: settings.adminSettings,
    // Whoever meets it is staff.
    withoutAlarm: true,
    // Counting reads pages of the table and of Stripe's invoices; API Gateway waits thirty seconds.
    timeoutSeconds: 28,
    touches: {
      table: ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'],
      staffIndex: true,
      bus: 'put',
    },
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
    // It keeps and sends nothing: who asks it and gets no answer knows as much as an alarm.
    withoutAlarm: true,
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
      table: [
        'BatchGetItem',
        'GetItem',
        'PutItem',
        'UpdateItem',
        'DeleteItem',
        'Query',
        'ConditionCheckItem',
      ],
      staffIndex: true,
    },
    everyMinutes: 60,
  },
  'release-holds': {
    kind: 'schedule',
    memoryMb: 512,
    timeoutSeconds: 900,
    entry: 'functions/schedules/release-holds.ts',
    settings: settings.releaseHoldsSettings,
    touches: { table: ['Query', 'UpdateItem'], staffIndex: true },
    // People who come back need not wait for it: their own holds are released when they are met.
    everyMinutes: 60,
    withoutAlarm: true,
  },
  'send-due-emails': {
    kind: 'schedule',
    memoryMb: 512,
    timeoutSeconds: 900,
    entry: 'functions/schedules/send-due-emails.ts',
    settings: settings.sendDueEmailsSettings,
    touches: {
      table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      staffIndex: true,
      mail: 'send',
    },
    everyMinutes: 15,
    // A mail that is late tells no less; mails that cannot be sent at all sound the alarm of send-email.
    withoutAlarm: true,
  },
  'count-metrics': {
    kind: 'schedule',
    memoryMb: 512,
    timeoutSeconds: 900,
    entry: 'functions/schedules/count-metrics.ts',
    settings: settings.countMetricsSettings,
    touches: { table: ['GetItem', 'PutItem', 'Scan'] },
    everyMinutes: 1_440,
    // Admins see when it was counted last, and count again.
    withoutAlarm: true,
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
  'erase-accounts': {
    kind: 'schedule',
    memoryMb: 512,
    // Somebody with 20,000 workflows has 80,000 rows.
    timeoutSeconds: 900,
    entry: 'functions/schedules/erase-accounts.ts',
    settings: settings.eraseAccountsSettings,
    touches: {
      table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'Query'],
      staffIndex: true,
    },
    // The request itself begins, and most are done with that.
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

/** Whether an alarm sounds when it crashes. */
export const hasAlarm = (entry: AnyFunction): boolean => !('withoutAlarm' in entry);

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
