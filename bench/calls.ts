import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, SQSBatchResponse } from 'aws-lambda';
import { type Sandbox, startSandbox } from './aws/sandbox.ts';
import { type Services, startServices } from './aws/services.ts';
import { buildAsShipped, buildFunctions } from './bundles.ts';
import { type Contestant, compare, type Effort, type Figures } from './measure.ts';
import { giveCredits, type Person, requestOf, signedInPerson, spendOf } from './people.ts';
import { gatewayEvent, purchases, queueEvent } from './purchases.ts';
import { progress, type Table } from './report.ts';

type Calls = Contestant<unknown>;

/** A function beside the least AWS call that does its work, with the bars of docs/performance.md. */
interface Pair {
  ours: Calls;
  least: Calls;
  /** Calls a second against the least: at least this. */
  speedBar?: number;
  /** CPU against the least: at most this. */
  cpuBar?: number;
}

async function requireAnswered(result: unknown): Promise<void> {
  const { statusCode, body } = result as APIGatewayProxyStructuredResultV2;
  if (statusCode !== 200) throw new Error(`Answered ${statusCode}: ${body}`);
}

async function requireProcessed(result: unknown): Promise<void> {
  const { batchItemFailures } = result as SQSBatchResponse;
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed`);
}

const many = async <T>(count: number, make: (i: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

// Enough that few of the calls that run at once meet at one balance.
const peopleCount = 64;

async function people(services: Services): Promise<(i: number) => Person> {
  const all = await Promise.all(Array.from({ length: peopleCount }, () => signedInPerson(services)));
  for (const { userId } of all) await giveCredits(services, userId, 1_000_000);
  return (i) => {
    const person = all[i % peopleCount];
    if (!person) throw new Error('Nobody is there');
    return person;
  };
}

let causes = 0;

async function pairs(services: Services, sandbox: Sandbox): Promise<Pair[]> {
  const personAt = await people(services);
  const answered = (name: string, event: (i: number) => APIGatewayProxyEventV2): Omit<Calls, 'name'> => ({
    prepare: (count) => many(count, event),
    call: async (input) => requireAnswered(await sandbox.invoke(name, input)),
  });
  const transaction: Calls = {
    name: 'transaction of two items',
    prepare: (count) => many(count, () => ({ cause: `bench-${++causes}` })),
    call: async (input) => void (await sandbox.invoke('transaction', input)),
  };
  const readItem: Calls = {
    name: 'read of one item',
    prepare: (count) => many(count, personAt),
    call: async (input) => void (await sandbox.invoke('read-item', input)),
  };
  const webhooks = async (count: number) => (await purchases(services, count)).map(gatewayEvent);
  return [
    {
      ours: {
        name: 'stripe-webhook',
        prepare: webhooks,
        call: async (input) => requireAnswered(await sandbox.invoke('stripe-webhook', input)),
      },
      least: {
        name: 'constructEvent + PutEvents',
        prepare: webhooks,
        call: async (input) => requireAnswered(await sandbox.invoke('forward', input)),
      },
      speedBar: 0.95,
    },
    {
      ours: {
        name: 'grant-credits',
        prepare: async (count) => (await purchases(services, count)).map((event) => queueEvent([event])),
        call: async (input) => requireProcessed(await sandbox.invoke('grant-credits', input)),
      },
      least: transaction,
      cpuBar: 1.15,
    },
    {
      ours: { name: 'POST /api/billing/spend', ...answered('billing', (i) => spendOf(personAt(i))) },
      least: transaction,
      speedBar: 0.9,
    },
    {
      ours: {
        name: 'GET /api/billing/credits',
        ...answered('billing', (i) => requestOf(personAt(i), 'GET', '/api/billing/credits')),
      },
      least: readItem,
    },
    {
      ours: {
        name: 'GET /api/auth/user',
        ...answered('account', (i) => requestOf(personAt(i), 'GET', '/api/auth/user')),
      },
      least: readItem,
    },
  ];
}

function rowOf(
  { ours, least, speedBar, cpuBar }: Pair,
  figures: ReadonlyMap<string, Figures>,
  atOnce: number,
) {
  const mine = figures.get(ours.name);
  const other = figures.get(least.name);
  if (!mine || !other) throw new Error(`${ours.name} was not measured`);
  return [
    ours.name,
    least.name,
    atOnce,
    mine.perSecond,
    mine.p99Ms,
    mine.perSecond / other.perSecond,
    speedBar ? `≥ ${speedBar}` : '',
    mine.cpuMicroseconds,
    mine.cpuMicroseconds / other.cpuMicroseconds,
    cpuBar ? `≤ ${cpuBar}` : '',
  ];
}

const efforts: Effort[] = [
  { atOnce: 1, callsPerRound: 150, rounds: 5 },
  { atOnce: 16, callsPerRound: 240, rounds: 5 },
];

/** Functions alone, each beside the least AWS call that does its work. */
export async function benchCalls(): Promise<Table[]> {
  const services = await startServices();
  const rivals = ['forward', 'transaction', 'read-item'].map((name) => [
    name,
    buildAsShipped(name, `bench/rivals/${name}.ts`).file,
  ]);
  const own = buildFunctions(['stripe-webhook', 'grant-credits', 'billing', 'account']);
  const sandbox = await startSandbox({ ...own, ...Object.fromEntries(rivals) }, services.environment);
  const rows: Table['rows'] = [];
  for (const pair of await pairs(services, sandbox)) {
    for (const effort of efforts) {
      progress(`calls: ${pair.ours.name}, ${effort.atOnce} at once`);
      rows.push(rowOf(pair, await compare(sandbox, [pair.ours, pair.least], effort), effort.atOnce));
    }
  }
  await sandbox.close();
  await services.close();
  return [
    {
      title: 'One function alone, beside the least call of the AWS SDK that does its work',
      columns: ['', 'beside', 'at once', '/s', 'p99 ms', '/s ×', 'bar', 'CPU µs', 'CPU ×', 'bar'],
      rows,
    },
  ];
}
