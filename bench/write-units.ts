import type { Context } from 'aws-lambda';
import { createHandler as account } from '../functions/http/account.ts';
import { createHandler as billing } from '../functions/http/billing.ts';
import { createHandler as grantCredits } from '../functions/queues/grant-credits.ts';
import { createHandler as recordEvent } from '../functions/queues/record-event.ts';
import { lambdaContext } from '../infra/testing/http-event.ts';
import { recordEntry } from '../lib/credits/entry.ts';
import { lambdaOutside, type Outside } from '../lib/platform/outside.ts';
import { createTable } from '../lib/platform/table.ts';
import { CountingHandler } from './aws/counting-handler.ts';
import { type Services, startServices } from './aws/services.ts';
import { giveCredits, requestOf, signedInPerson, spendOf } from './people.ts';
import { purchases, queueEvent } from './purchases.ts';
import type { Table } from './report.ts';

interface Measured {
  name: string;
  /** Write units that are due, by docs/performance.md. */
  bar?: string;
  run(outside: Outside): Promise<unknown>;
}

const call =
  <Event>(
    createHandler: (outside: Outside) => (event: Event, context: Context) => Promise<unknown>,
    event: Event,
  ) =>
  (outside: Outside) =>
    createHandler(outside)(event, lambdaContext);

/** The grant of a month has no purchase to note: entry and balance alone. */
const grant =
  ({ environment }: Services, userId: string) =>
  (outside: Outside) => {
    const entry = { userId, cause: 'bench:grant', causedAt: new Date().toISOString(), creditsDelta: 25 };
    const source = { notes: 'A month', sourceKind: 'bench', sourceId: 'grant', eventId: null };
    return createTable(environment, outside).transact(recordEntry({ ...entry, ...source, type: 'Grant' }));
  };

async function measured(services: Services): Promise<Measured[]> {
  const person = await signedInPerson(services);
  await giveCredits(services, person.userId, 1_000);
  const [paid, recorded] = await purchases(services, 2);
  if (!paid || !recorded) throw new Error('There are no purchases');
  const withKey = spendOf(person);
  const { 'idempotency-key': _key, ...headers } = withKey.headers;
  const get = (path: string) => requestOf(person, 'GET', path);
  return [
    { name: 'grant: entry and balance', bar: '4', run: grant(services, person.userId) },
    { name: 'grant-credits: a purchase', bar: '6', run: call(grantCredits, queueEvent([paid])) },
    { name: 'record-event: an event', run: call(recordEvent, queueEvent([recorded])) },
    { name: 'POST /api/billing/spend', bar: '4', run: call(billing, { ...withKey, headers }) },
    { name: 'the same, under an Idempotency-Key', bar: '6', run: call(billing, withKey) },
    { name: 'GET /api/auth/user', run: call(account, get('/api/auth/user')) },
    { name: 'GET /api/billing/credits', run: call(billing, get('/api/billing/credits')) },
    { name: 'GET /api/billing/ledger', run: call(billing, get('/api/billing/ledger')) },
    { name: 'GET /api/billing/payments', run: call(billing, get('/api/billing/payments')) },
  ];
}

const isRead = (operation: string) => ['GetItem', 'BatchGetItem', 'Query'].includes(operation);

async function rowOf({ name, bar = '', run }: Measured, environment: Outside['environment']) {
  const carrier = new CountingHandler();
  await run({ ...lambdaOutside, environment, awsHttpHandler: carrier });
  const { calls } = carrier;
  const sum = (some: typeof calls) => some.reduce((units, one) => units + one.units, 0);
  const writes = calls.filter(({ operation }) => !isRead(operation));
  const inTransactions = writes.filter(({ operation }) => operation === 'TransactWriteItems');
  return [name, calls.length, sum(inTransactions), bar, sum(writes), sum(calls) - sum(writes)];
}

/** What each request asks of DynamoDB: calls, write units and read units. */
export async function benchWriteUnits(): Promise<Table[]> {
  const services = await startServices();
  const environment = { ...services.environment, LOG_LEVEL: 'SILENT' };
  const rows: Table['rows'] = [];
  for (const one of await measured(services)) rows.push(await rowOf(one, environment));
  await services.close();
  return [
    {
      title: 'What a request asks of DynamoDB',
      columns: ['', 'round trips', 'transaction WU', 'bar', 'all WU', 'RU'],
      rows,
      notes: ['Units as the engine counts them, by the rules that AWS documents.'],
    },
  ];
}
