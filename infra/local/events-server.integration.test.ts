import {
  DescribeEventBusCommand,
  ListRulesCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EventsServer, startEventsServer } from './events-server.ts';
import { laptopClients } from './testing/laptop-clients.ts';

const rules = [
  { name: 'all', queue: 'all', pattern: { source: ['stripe'] } },
  { name: 'paid', queue: 'paid', pattern: { source: ['stripe'], 'detail-type': ['invoice.paid'] } },
];

let server: EventsServer;
let clients: ReturnType<typeof laptopClients>;

beforeAll(async () => {
  server = await startEventsServer({ port: 0, databaseFile: ':memory:', busName: 'cue-dev', rules });
  for (const { queue } of rules) server.queues.put(queue, {});
  clients = laptopClients(server.url);
});
afterAll(async () => {
  clients.events.destroy();
  clients.sqs.destroy();
  await server.close();
});

const entry = (changes: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  EventBusName: 'cue-dev',
  Source: 'stripe',
  DetailType: 'invoice.paid',
  Detail: '{"id":"evt_1"}',
  ...changes,
});
const put = (...Entries: PutEventsRequestEntry[]) => clients.events.send(new PutEventsCommand({ Entries }));

async function bodiesIn(queue: string): Promise<unknown[]> {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  server.queues.purge(server.queues.find(queue));
  return Messages.map(({ Body = '' }) => JSON.parse(Body));
}

describe('rules', () => {
  test('an event reaches every queue whose rule matches, and no other', async () => {
    await put(entry(), entry({ DetailType: 'charge.refunded' }), entry({ Source: 'cue' }));
    expect(await bodiesIn('all')).toMatchObject([
      { 'detail-type': 'invoice.paid' },
      { 'detail-type': 'charge.refunded' },
    ]);
    expect(await bodiesIn('paid')).toMatchObject([{ 'detail-type': 'invoice.paid' }]);
  });

  test("a message is EventBridge's envelope around the detail", async () => {
    const answer = await put(entry({ Resources: ['a'], Time: new Date('2026-11-21T10:00:00.500Z') }));
    expect(await bodiesIn('paid')).toEqual([
      {
        version: '0',
        id: answer.Entries?.[0]?.EventId,
        'detail-type': 'invoice.paid',
        source: 'stripe',
        account: '000000000000',
        time: '2026-11-21T10:00:00Z',
        region: 'us-east-1',
        resources: ['a'],
        detail: { id: 'evt_1' },
      },
    ]);
    await bodiesIn('all');
  });

  test('the rules can be listed, and the bus described', async () => {
    const { Rules = [] } = await clients.events.send(new ListRulesCommand({ EventBusName: 'cue-dev' }));
    expect(Rules.map(({ Name, EventPattern }) => [Name, EventPattern])).toEqual([
      ['all', '{"source":["stripe"]}'],
      ['paid', '{"source":["stripe"],"detail-type":["invoice.paid"]}'],
    ]);
    const bus = await clients.events.send(new DescribeEventBusCommand({ Name: 'cue-dev' }));
    expect(bus.Arn).toBe('arn:aws:events:us-east-1:000000000000:event-bus/cue-dev');
    await expect(clients.events.send(new DescribeEventBusCommand({ Name: 'other' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('PutEvents refuses as AWS does', () => {
  test('it tells which entry failed and takes the others', async () => {
    const answer = await put(
      entry({ Source: undefined }),
      entry({ DetailType: '' }),
      entry({ Detail: undefined }),
      entry({ Detail: '{' }),
      entry({ Detail: '[1]' }),
      entry({ Source: 'aws.s3' }),
      entry({ EventBusName: 'other' }),
      entry(),
    );
    expect(answer.FailedEntryCount).toBe(7);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'InvalidArgument',
      'InvalidArgument',
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'ResourceNotFoundException',
      undefined,
    ]);
    expect(await bodiesIn('all')).toHaveLength(1);
    await bodiesIn('paid');
  });

  test('more than ten entries, or none', async () => {
    const eleven = Array.from({ length: 11 }, () => entry());
    await expect(put(...eleven)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put()).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('entries of more than a megabyte together', async () => {
    // Source (6 bytes), detail type (12) and the JSON around the text (8) leave room for this many.
    const room = 1024 * 1024 - 6 - 12 - 8;
    const detail = (length: number) => JSON.stringify({ a: 'x'.repeat(length) });
    await expect(put(entry({ Detail: detail(room + 1) }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await put(entry({ Detail: detail(room) }))).toMatchObject({ FailedEntryCount: 0 });
    await bodiesIn('all');
    await bodiesIn('paid');
  });
});
