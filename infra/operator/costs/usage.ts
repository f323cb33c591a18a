import { settings } from '../../../lib/contract/settings.ts';
import { functions, hasAlarm } from '../../manifest.ts';
import type { AnyFunction } from '../../manifest-entry.ts';
import type { Priced } from './prices.ts';

const entries: AnyFunction[] = Object.values(functions);
const count = (kind: AnyFunction['kind']) => entries.filter((entry) => entry.kind === kind).length;

/**
 * What a purchase causes, from sign-in to receipt: counted on the running product by `per-purchase.integration.test.ts`.
 * A message is sent, received and deleted; the receipt is tried once before its grant is there.
 */
export const perPurchase = {
  apiRequests: 11,
  functionRuns: 15,
  writeUnits: 33,
  readUnits: 33,
  events: 1,
  queueRequests: 11,
  mails: 1,
};

/**
 * What `reconcile-stripe` does once more for each purchase, counted there too: each hour it looks back two hours beyond
 * the last run and once a day 98, for the rows that an event has here; and it compares each purchase once with Stripe.
 */
export const reconciling = {
  looksPerEvent: 3 + 99 / 24,
  readsPerLook: 3,
  readsPerComparison: 2,
  writesPerLongLook: 17,
};

/** Not counted but taken to be so; docs/costs.md says of each why. */
export const assumed = {
  visitsPerPurchase: 20,
  siteRequestsPerVisit: 8,
  apiRequestsPerVisit: 2,
  readUnitsPerVisit: 2,
  gigabytesPerVisit: 0.000_3,
  secondsPerRun: 0.12,
  gigabytesPerRun: 0.5,
  gigabytesOfLogPerRun: 0.000_001_5,
  gigabytesPerEvent: 0.000_004_5,
  gigabytesKeptPerPurchase: 0.000_004,
  monthsOfSales: 12,
  archiveMonths: 3,
  gigabytesUploaded: 0.2,
  scheduledSeconds: 2,
  secondsPerComparison: 0.3,
  instancesPerFunction: 2,
};

const secondsPerMonth = 730 * 3_600;

/**
 * Lambda polls each queue with five long polls of 20 seconds, whether anything comes or not. Without a maximum
 * concurrency it would go down to two.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export const pollers = { withMaximumConcurrency: 5, without: 2, waitSeconds: 20 };

export const emptyReceives = (queues: number, perQueue: number) =>
  (queues * perQueue * secondsPerMonth) / pollers.waitSeconds;

/** Errors of each function, age and DLQ of each queue, the API's answers, and four counters of our own. */
export const alarmCount = entries.filter(hasAlarm).length + 2 * count('queue') + 5;

export const queueCount = count('queue');

const runsOf = (entry: AnyFunction): number =>
  entry.kind === 'schedule' ? secondsPerMonth / 60 / entry.everyMinutes : 0;

/** How often functions run by the clock. */
const scheduledRuns = entries.reduce((sum, entry) => sum + runsOf(entry), 0);
const daysPerMonth = secondsPerMonth / 86_400;
const progressWrites =
  runsOf(functions['reconcile-stripe']) + daysPerMonth * (reconciling.writesPerLongLook - 1);

/** What `count-metrics` reads of the table each day, not strongly consistent: half a unit for each 4 KB. */
const readUnitsPerGigabyte = 1_024 ** 3 / 4_096 / 2;

const { looksPerEvent, readsPerLook, readsPerComparison } = reconciling;
const readsPerReconciled = looksPerEvent * readsPerLook + readsPerComparison;

const secretsOf = ({ settings: names }: AnyFunction) =>
  names.filter((name) => settings[name].kept === 'secret').length;
const secretsOfAll = entries.reduce((sum, entry) => sum + secretsOf(entry), 0);
const scheduledDecrypts = entries.reduce((sum, entry) => sum + runsOf(entry) * secretsOf(entry), 0);

/**
 * KMS decrypts each secret when a function reads it: at a start, and every five minutes while it has something to do.
 * Many runs share a reading; so many at most.
 */
function decrypts(runs: number): number {
  const windows = secondsPerMonth / 300;
  const perRun = secretsOfAll / entries.length;
  return Math.min(runs * perRun, windows * secretsOfAll * assumed.instancesPerFunction) + scheduledDecrypts;
}

/** What a month with so many purchases uses, nothing but the stack itself included. */
export function usage(purchases: number): Record<Priced, number> {
  const visits = purchases * assumed.visitsPerPurchase;
  const apiRequests = purchases * perPurchase.apiRequests + visits * assumed.apiRequestsPerVisit;
  const siteRequests = visits * assumed.siteRequestsPerVisit;
  const runs = purchases * perPurchase.functionRuns + visits * assumed.apiRequestsPerVisit;
  const events = purchases * perPurchase.events;
  const kept = purchases * assumed.monthsOfSales * assumed.gigabytesKeptPerPurchase;
  const billedSeconds =
    runs * assumed.secondsPerRun +
    scheduledRuns * assumed.scheduledSeconds +
    purchases * assumed.secondsPerComparison;
  return {
    lambdaRuns: runs + scheduledRuns,
    lambdaTime: billedSeconds * assumed.gigabytesPerRun,
    apiRequests,
    tableWrites: purchases * perPurchase.writeUnits + progressWrites,
    tableReads:
      purchases * (perPurchase.readUnits + readsPerReconciled) +
      visits * assumed.readUnitsPerVisit +
      kept * readUnitsPerGigabyte * daysPerMonth +
      scheduledRuns,
    tableStorage: kept,
    tableRecovery: kept,
    busEvents: events,
    archiveIntake: events * assumed.gigabytesPerEvent,
    archiveStorage: events * assumed.archiveMonths * assumed.gigabytesPerEvent,
    queueRequests:
      emptyReceives(queueCount, pollers.withMaximumConcurrency) + purchases * perPurchase.queueRequests,
    mails: purchases * perPurchase.mails,
    edgeRequests: apiRequests + siteRequests,
    edgeTraffic: visits * assumed.gigabytesPerVisit,
    edgeRewrites: siteRequests,
    decrypts: decrypts(runs),
    siteStorage: assumed.gigabytesUploaded,
    logs: (runs + apiRequests + scheduledRuns) * assumed.gigabytesOfLogPerRun,
    alarms: alarmCount,
  };
}
