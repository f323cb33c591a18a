import type { APIGatewayProxyStructuredResultV2, SQSEvent } from 'aws-lambda';
import { startApi } from '../infra/local/api/api-server.ts';
import { findQueues } from '../infra/local/consumers.ts';
import { startConsumer } from '../infra/local/functions/consumer.ts';
import { type FunctionName, functions } from '../infra/manifest.ts';
import { routes } from '../lib/contract/routes.ts';
import type { StripeEvent } from '../lib/contract/stripe-events.ts';
import { type Sandbox, startSandbox } from './aws/sandbox.ts';
import { type Services, startServices } from './aws/services.ts';
import { buildAsShipped, buildFunctions } from './bundles.ts';
import { type Contestant, compare, type Effort, type Figures } from './measure.ts';
import { delivery, gatewayEvent, purchases } from './purchases.ts';
import { progress, type Table } from './report.ts';

type Paid = StripeEvent;

const consumer = 'grant-credits' satisfies FunctionName;

/** A function in the sandbox, to be called as the laptop's API and queues call theirs. */
const inSandbox = (sandbox: Sandbox, name: FunctionName) => ({
  name,
  timeoutSeconds: functions[name].timeoutSeconds,
  handler: (event: unknown) => sandbox.invoke(name, event),
});

/** Takes the queue's messages to the consumer, and tells when an event has come to its end there. */
async function startLedgerSide({ stage, eventsUrl }: Services, sandbox: Sandbox) {
  const waiting = new Map<string, () => void>();
  const served = inSandbox(sandbox, consumer);
  const handler = async (event: unknown) => {
    const result = await served.handler(event);
    for (const { body } of (event as SQSEvent).Records) waiting.get(JSON.parse(body).detail.id)?.();
    return result;
  };
  const queue = (await findQueues(eventsUrl, stage)).get(consumer);
  if (!queue) throw new Error(`There is no queue of ${consumer}`);
  const { batchSize, maxConcurrency } = functions[consumer];
  const polling = startConsumer({
    served: { ...served, handler },
    endpoint: eventsUrl,
    queueUrl: queue.url,
    queueArn: queue.arn,
    batchSize,
    maxConcurrency,
  });
  return {
    granted: (event: Paid) => new Promise<void>((resolve) => waiting.set(event.id, resolve)),
    close: () => polling.close(),
  };
}

function requireTaken(status: number | undefined): void {
  if (status !== 200) throw new Error(`A webhook was answered ${status}`);
}

function contestants(
  services: Services,
  sandbox: Sandbox,
  apiUrl: string,
  granted: (event: Paid) => Promise<void>,
): Contestant<Paid>[] {
  const prepare = (count: number) => purchases(services, count);
  const direct = (name: string) => async (event: Paid) => {
    const answer = await sandbox.invoke(name, gatewayEvent(event));
    requireTaken((answer as APIGatewayProxyStructuredResultV2).statusCode);
  };
  const post = async (event: Paid) =>
    requireTaken(
      (await fetch(`${apiUrl}/api/webhooks/stripe`, { method: 'POST', ...delivery(event) })).status,
    );
  const untilGranted = (send: (event: Paid) => Promise<void>) => async (event: Paid) => {
    await Promise.all([send(event), granted(event)]);
  };
  return [
    { name: 'Cue, called directly', prepare, call: untilGranted(direct('stripe-webhook')) },
    { name: 'Cue, over loopback HTTP', prepare, call: untilGranted(post) },
    { name: 'constructEvent + transaction', prepare, call: direct('grant-in-webhook') },
    { name: 'the same with a marker', prepare, call: direct('grant-with-marker') },
  ];
}

function rows(figures: ReadonlyMap<string, Figures>, atOnce: number): Table['rows'] {
  const bare = figures.get('constructEvent + transaction')?.cpuMicroseconds ?? Number.NaN;
  const marked = figures.get('the same with a marker')?.cpuMicroseconds ?? Number.NaN;
  return [...figures].map(([name, { perSecond, p50Ms, p99Ms, cpuMicroseconds }]) => [
    name,
    atOnce,
    perSecond,
    p50Ms,
    p99Ms,
    cpuMicroseconds,
    cpuMicroseconds / bare,
    cpuMicroseconds / marked,
  ]);
}

const efforts: Effort[] = [
  { atOnce: 1, callsPerRound: 100, rounds: 5 },
  { atOnce: 16, callsPerRound: 240, rounds: 5 },
];

/** Webhook → bus → ledger, beside the least that could be done for the same event. */
export async function benchEvents(): Promise<Table[]> {
  const services = await startServices({ consumers: [consumer] });
  const rivals = ['grant-in-webhook', 'grant-with-marker'].map((name) => [
    name,
    buildAsShipped(name, `bench/rivals/${name}.ts`).file,
  ]);
  const bundles = { ...buildFunctions(['stripe-webhook', consumer]), ...Object.fromEntries(rivals) };
  const sandbox = await startSandbox(bundles, services.environment);
  const api = await startApi({
    port: 0,
    routes: Object.values(routes),
    servesDefault: 'meta',
    functionNamed: async (name) => inSandbox(sandbox, name as FunctionName),
  });
  const ledger = await startLedgerSide(services, sandbox);
  const all: Table['rows'] = [];
  for (const effort of efforts) {
    progress(`events: ${effort.atOnce} at once, ${effort.rounds} rounds`);
    const played = contestants(services, sandbox, api.url, ledger.granted);
    all.push(...rows(await compare(sandbox, played, effort), effort.atOnce));
  }
  await ledger.close();
  await api.close();
  await sandbox.close();
  await services.close();
  return [
    {
      title: 'Stripe event of 4 KB: webhook → bus → queue → ledger',
      columns: ['', 'at once', 'events/s', 'p50 ms', 'p99 ms', 'CPU µs', 'CPU × bare', 'CPU × marker'],
      rows: all,
      notes: [
        'CPU is that of the process that runs the functions; API, bus, queues and table run in others.',
        'Bar for "CPU × marker": now 0.80, where it is going 0.30.',
      ],
    },
  ];
}
