import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { provideAwsIdentity } from '../aws-identity.ts';
import { type EventsServer, startEventsServer } from '../events-server.ts';
import { laptopAccount, queueArn } from '../queues/queue-registry.ts';
import { type Consumer, startConsumer } from './consumer.ts';

let events: EventsServer;
let consumer: Consumer | undefined;
let batches: string[][];

beforeEach(async () => {
  provideAwsIdentity({}, process.env);
  batches = [];
  events = await startEventsServer({ port: 0, databaseFile: ':memory:', busName: 'cue-dev', rules: [] });
  events.queues.put('orders', { VisibilityTimeout: '60' });
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  await consumer?.close();
  await events.close();
  jest.restoreAllMocks();
});

const bodiesOf = (event: SQSEvent) => event.Records.map(({ body }) => body);
const failures = (event: SQSEvent, bodies: string[]) => ({
  batchItemFailures: event.Records.filter(({ body }) => bodies.includes(body)).map(({ messageId }) => ({
    itemIdentifier: messageId,
  })),
});

function consume(
  handle: (event: SQSEvent) => unknown,
  options: { batchSize?: number; timeoutSeconds?: number } = {},
) {
  consumer = startConsumer({
    served: {
      name: 'orders',
      timeoutSeconds: options.timeoutSeconds ?? 5,
      handler: (event) => {
        batches.push(bodiesOf(event as SQSEvent));
        return handle(event as SQSEvent);
      },
    },
    endpoint: events.url,
    queueUrl: `${events.url}/${laptopAccount}/orders`,
    queueArn: queueArn('orders'),
    batchSize: options.batchSize ?? 10,
    maxConcurrency: 2,
  });
}
const send = (...bodies: string[]) =>
  events.queues.send(
    bodies.map((body) => ({ queue: 'orders', message: { body, attributes: '{}', delaySeconds: 0 } })),
  );
const orders = () => events.queues.find('orders');
async function untilHandled(messages: number): Promise<void> {
  while ((consumer?.handled() ?? 0) < messages) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a message reaches its function within a moment, as Lambda hands it over', async () => {
  let record: SQSEvent['Records'][number] | undefined;
  consume((event) => {
    record = event.Records[0];
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const sentAtMs = Date.now();
  const [messageId] = send('one');
  await untilHandled(1);
  expect(Date.now() - sentAtMs).toBeLessThan(500);
  expect(record).toEqual({
    messageId,
    receiptHandle: expect.any(String),
    body: 'one',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      SenderId: '000000000000',
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
    },
    messageAttributes: {},
    md5OfBody: 'f97c5d29941bfb1b2fdab0874906ab82',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orders',
    awsRegion: 'us-east-1',
  });
  expect(events.queues.count(orders())).toEqual({ ready: 0, inFlight: 0, delayed: 0 });
});

test('only the failed records of a batch come again', async () => {
  send('good', 'bad', 'fine');
  consume((event) => (batches.length === 1 ? failures(event, ['bad']) : undefined));
  await untilHandled(3);
  expect(events.queues.count(orders())).toEqual({ ready: 0, inFlight: 1, delayed: 0 });
  events.queues.reveal(orders());
  await untilHandled(4);
  expect(batches).toEqual([['good', 'bad', 'fine'], ['bad']]);
  expect(events.queues.count(orders())).toEqual({ ready: 0, inFlight: 0, delayed: 0 });
});

describe('the whole batch comes again', () => {
  test.each<[string, (event: SQSEvent) => unknown]>([
    ['when the function throws', () => Promise.reject(new Error('on purpose'))],
    [
      'when it reports a message that is not in the batch',
      () => ({ batchItemFailures: [{ itemIdentifier: 'x' }] }),
    ],
    ['when it reports an empty id', () => ({ batchItemFailures: [{ itemIdentifier: '' }] })],
    ['when it takes longer than its time-out', () => new Promise(() => {})],
  ])('%s', async (_name, handle) => {
    send('one', 'two');
    consume(handle, { timeoutSeconds: 0.1 });
    await untilHandled(2);
    expect(events.queues.count(orders())).toEqual({ ready: 0, inFlight: 2, delayed: 0 });
  });
});

test('no more batches run at once than the manifest allows', async () => {
  let running = 0;
  let most = 0;
  send('1', '2', '3', '4', '5', '6');
  consume(
    async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
    },
    { batchSize: 1 },
  );
  await untilHandled(6);
  expect(most).toBe(2);
});

test('closing waits for the batch that runs', async () => {
  let isDone = false;
  send('one');
  consume(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    isDone = true;
  });
  while (batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await consumer?.close();
  expect(isDone).toBe(true);
  expect(events.queues.count(orders())).toEqual({ ready: 0, inFlight: 0, delayed: 0 });
});
