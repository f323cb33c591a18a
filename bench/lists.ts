import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Sandbox, startSandbox } from './aws/sandbox.ts';
import { type Services, startServices } from './aws/services.ts';
import { buildFunctions } from './bundles.ts';
import { type Contestant, compare, type Effort } from './measure.ts';
import { type Person, requestOf, signedInPerson } from './people.ts';
import { progress, type Table } from './report.ts';
import { seedLedger, seedPayments, seedWorkflows } from './seed.ts';

const few = 100;
const many = 10_000;

interface List {
  path: string;
  seed(services: Services, userId: string, rows: number): Promise<void>;
}

const lists: List[] = [
  { path: '/api/billing/ledger', seed: seedLedger },
  { path: '/api/billing/payments', seed: seedPayments },
  { path: '/api/workflows', seed: seedWorkflows },
  { path: '/api/workflows?sort=name', seed: seedWorkflows },
];

const serverOf = (address: string) => (address.startsWith('/api/workflows') ? 'workflows' : 'billing');

async function pageOf(sandbox: Sandbox, person: Person, address: string): Promise<string | null> {
  const answer = await sandbox.invoke(serverOf(address), requestOf(person, 'GET', address));
  const { statusCode, body = '' } = answer as APIGatewayProxyStructuredResultV2;
  if (statusCode !== 200) throw new Error(`${address} was answered ${statusCode}: ${body}`);
  const { next_cursor, nextCursor } = JSON.parse(body);
  return next_cursor ?? nextCursor;
}

const after = (path: string, cursor: string) => `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`;

/** The address of the last whole page: found as a reader finds it, page by page. */
async function lastPage(sandbox: Sandbox, person: Person, path: string, rows: number): Promise<string> {
  let cursor: string | null = null;
  for (let left = rows; left > 50; left -= 50) {
    cursor = await pageOf(sandbox, person, cursor ? after(path, cursor) : path);
  }
  return after(path, cursor ?? '');
}

const reader = (sandbox: Sandbox, name: string, person: Person, address: string): Contestant<string> => ({
  name,
  prepare: async (count) => Array.from({ length: count }, () => address),
  call: async (input) => void (await pageOf(sandbox, person, input)),
});

async function personWith(services: Services, { path, seed }: List, rows: number): Promise<Person> {
  progress(`lists: writing ${rows} rows of ${path}`);
  const person = await signedInPerson(services);
  await seed(services, person.userId, rows);
  return person;
}

const effort: Effort = { atOnce: 1, callsPerRound: 60, rounds: 7 };

async function rowsOf(services: Services, sandbox: Sandbox, list: List) {
  const newcomer = await personWith(services, list, few);
  const veteran = await personWith(services, list, many);
  const { path } = list;
  progress(`lists: ${path}`);
  const contestants = [
    reader(sandbox, 'few', newcomer, path),
    reader(sandbox, 'many', veteran, path),
    reader(sandbox, 'few, last', newcomer, await lastPage(sandbox, newcomer, path, few)),
    reader(sandbox, 'many, last', veteran, await lastPage(sandbox, veteran, path, many)),
  ];
  const figures = await compare(sandbox, contestants, effort);
  const p50 = (name: string) => figures.get(name)?.p50Ms ?? Number.NaN;
  const row = (page: string, a: string, b: string) => [
    `${path}, ${page} page`,
    p50(a),
    p50(b),
    p50(b) / p50(a),
    '≤ 1.15',
  ];
  return [row('first', 'few', 'many'), row('last', 'few, last', 'many, last')];
}

/** A page of a list must not take longer because the list is long. */
export async function benchLists(): Promise<Table[]> {
  const services = await startServices();
  const sandbox = await startSandbox(buildFunctions(['billing', 'workflows']), services.environment);
  const rows: Table['rows'] = [];
  for (const list of lists) rows.push(...(await rowsOf(services, sandbox, list)));
  await sandbox.close();
  await services.close();
  return [
    {
      title: 'A page of 50, in a list of 100 rows and in one of 10,000',
      columns: ['', 'p50 ms of 100', 'p50 ms of 10,000', '×', 'bar'],
      rows,
      notes: [
        'Each person has one long list: the engine, unlike DynamoDB, walks over what lies behind a list.',
      ],
    },
  ];
}
