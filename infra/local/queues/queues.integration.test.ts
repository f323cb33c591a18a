import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EventsServer, startEventsServer } from '../events-server.ts';
import { laptopClients } from '../testing/laptop-clients.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: EventsServer;
let sqs: ReturnType<typeof laptopClients>['sqs'];

async function start(): Promise<void> {
  const databaseFile = `${folder.path}/queues.sqlite`;
  server = await startEventsServer({ port: 0, databaseFile, busName: 'cue-dev', rules: [] });
  sqs = laptopClients(server.url).sqs;
}
async function stop(): Promise<void> {
  sqs.destroy();
  await server.close();
}
beforeEach(async () => {
  folder = await temporaryFolder();
  await start();
});
afterEach(async () => {
  await stop();
  await folder.remove();
});

async function create(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}
const send = (QueueUrl: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
async function receive(
  QueueUrl: string,
  options: { VisibilityTimeout?: number; WaitTimeSeconds?: number } = {},
) {
  const command = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'], ...options });
  return (await sqs.send(command)).Messages ?? [];
}

describe('waiting messages', () => {
  test('what waits in a queue survives a restart, with how often it was received', async () => {
    const before = await create('orders', { VisibilityTimeout: '30' });
    await send(before, 'first');
    const [received] = await receive(before, { VisibilityTimeout: 0 });
    await stop();
    await start();
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }));
    const [again] = await receive(QueueUrl);
    expect(again).toMatchObject({ Body: 'first', MessageId: received?.MessageId });
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    expect(again?.Attributes?.ApproximateFirstReceiveTimestamp).toBe(
      received?.Attributes?.ApproximateFirstReceiveTimestamp,
    );
  });

  test('a message comes to who is waiting for it at once', async () => {
    const url = await create('orders');
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const sentAtMs = Date.now();
    await send(url, 'now');
    expect(await waiting).toHaveLength(1);
    expect(Date.now() - sentAtMs).toBeLessThan(500);
  });

  test('who has gone is given nothing', async () => {
    const url = await create('orders');
    const gone = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 });
    const waiting = sqs.send(command, { abortSignal: gone.signal });
    setTimeout(() => gone.abort(), 50);
    await expect(waiting).rejects.toThrow();
    await send(url, 'kept');
    expect(await receive(url, { WaitTimeSeconds: 1 })).toMatchObject([{ Body: 'kept' }]);
  });
});

describe('visibility', () => {
  test('a received message is hidden until its time-out, and gone once deleted', async () => {
    const url = await create('orders');
    await send(url, 'one');
    const [first] = await receive(url, { VisibilityTimeout: 1 });
    expect(await receive(url)).toEqual([]);
    const [second] = await receive(url, { WaitTimeSeconds: 5 });
    expect(second?.MessageId).toBe(first?.MessageId);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: second?.ReceiptHandle }));
    expect(server.queues.count(server.queues.find('orders'))).toEqual({ ready: 0, inFlight: 0, delayed: 0 });
  });

  test('a consumer can hide its message for longer, or give it back at once', async () => {
    const url = await create('orders');
    await send(url, 'one');
    const [first] = await receive(url);
    const change = (VisibilityTimeout: number) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle: first?.ReceiptHandle,
          VisibilityTimeout,
        }),
      );
    await change(900);
    expect(await receive(url)).toEqual([]);
    await change(0);
    expect(await receive(url)).toHaveLength(1);
    await expect(change(0)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });
});

describe('dead letters', () => {
  async function deadLetter(): Promise<{ source: string; dlq: string; dlqArn: string }> {
    const dlq = await create('orders-dlq');
    const dlqArn = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dlqArn, maxReceiveCount: 2 });
    const source = await create('orders', { RedrivePolicy });
    await send(source, 'poison');
    for (const _ of [1, 2]) expect(await receive(source, { VisibilityTimeout: 0 })).toHaveLength(1);
    expect(await receive(source)).toEqual([]);
    return { source, dlq, dlqArn };
  }

  test('a message received too often moves to the DLQ and comes back by redrive once', async () => {
    const { source, dlq, dlqArn } = await deadLetter();
    expect(await receive(dlq, { VisibilityTimeout: 0 })).toMatchObject([{ Body: 'poison' }]);
    for (const _ of ['redrive', 'and again']) {
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dlqArn }));
    }
    const [back, ...more] = await receive(source);
    expect(back).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
    expect(more).toEqual([]);
    expect(await receive(dlq)).toEqual([]);
    const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dlqArn, MaxResults: 2 }));
    expect(Results?.map((task) => [task.Status, task.ApproximateNumberOfMessagesMoved])).toEqual([
      ['COMPLETED', 0],
      ['COMPLETED', 1],
    ]);
  });
});

describe('as AWS answers', () => {
  test('a queue that is not there', async () => {
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    await expect(send(`${server.url}/000000000000/none`, 'x')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  test('attributes and batches pass the checks of the SDK', async () => {
    const url = await create('orders');
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'paid' },
      raw: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
    };
    const sent = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'a', MessageBody: 'one', MessageAttributes },
          { Id: 'b', MessageBody: 'x'.repeat(1024 * 1024 + 1) },
        ],
      }),
    );
    expect([sent.Successful?.map(({ Id }) => Id), sent.Failed?.map(({ Id }) => Id)]).toEqual([['a'], ['b']]);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MessageAttributeNames: ['All'] }),
    );
    expect(Messages?.[0]?.MessageAttributes?.kind?.StringValue).toBe('paid');
    expect([...(Messages?.[0]?.MessageAttributes?.raw?.BinaryValue ?? [])]).toEqual([0, 255]);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    expect(Attributes).toEqual({ ApproximateNumberOfMessagesNotVisible: '1' });
  });
});
