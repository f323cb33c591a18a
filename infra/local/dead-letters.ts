import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { deadLetterQueueName, findQueue, queueFunctions, queueName } from './consumers.ts';

export interface DeadLetterAccess {
  client: SQSClient;
  stage: string;
  print(line: string): void;
}

async function countsOf({ client, stage }: DeadLetterAccess, consumer: string, isDeadLetters: boolean) {
  const name = isDeadLetters ? deadLetterQueueName(stage, consumer) : queueName(stage, consumer);
  const { url: QueueUrl } = await findQueue(client, name);
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages),
    hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
  };
}

export async function listDeadLetters(access: DeadLetterAccess): Promise<void> {
  const row = (...cells: (string | number)[]) =>
    cells
      .map((cell, column) => String(cell).padEnd(column === 0 ? 24 : 12))
      .join('')
      .trimEnd();
  const rows = await Promise.all(
    queueFunctions().map(async ([consumer]) => {
      const source = await countsOf(access, consumer, false);
      const dead = await countsOf(access, consumer, true);
      return row(consumer, source.waiting, source.hidden, dead.waiting + dead.hidden);
    }),
  );
  for (const line of [row('consumer', 'waiting', 'hidden', 'dead letters'), ...rows]) access.print(line);
}

// Long enough to read all of them once; each is given back at the end.
const lookSeconds = 60;
const maximumShown = 100;

async function look(client: SQSClient, QueueUrl: string): Promise<Message[]> {
  const found: Message[] = [];
  while (found.length < maximumShown) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: lookSeconds,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) break;
    found.push(...Messages);
  }
  for (const { ReceiptHandle } of found) {
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  }
  return found;
}

const eventInBody = z.object({ 'detail-type': z.string(), detail: z.object({ id: z.string() }) });

/** One line a message: never its payload, which holds what a person bought. */
function describe({ MessageId, Attributes, Body }: Message): string {
  const sentAt = new Date(Number(Attributes?.SentTimestamp)).toISOString();
  let body: unknown;
  try {
    body = JSON.parse(Body ?? '');
  } catch {
    body = undefined;
  }
  const event = z.safeParse(eventInBody, body);
  const what = event.success ? `${event.data['detail-type']} ${event.data.detail.id}` : 'unreadable body';
  return `${MessageId}  ${sentAt}  received ${Attributes?.ApproximateReceiveCount} times  ${what}`;
}

export async function showDeadLetters(access: DeadLetterAccess, consumer: string): Promise<void> {
  const { url } = await findQueue(access.client, deadLetterQueueName(access.stage, consumer));
  const messages = await look(access.client, url);
  for (const message of messages) access.print(describe(message));
  const more = messages.length >= maximumShown ? ', perhaps more' : '';
  access.print(`${messages.length} dead letters of ${consumer}${more}`);
}

const progressAttempts = 600;
const progressIntervalMs = 1_000;

/**
 * Moves all dead letters back to their consumer's queue, by SQS's own move task: a message is in one queue or the
 * other, so a second run only moves what has died since.
 */
export async function redrive(access: DeadLetterAccess, consumer: string): Promise<void> {
  const { client, print } = access;
  const { arn: SourceArn } = await findQueue(client, deadLetterQueueName(access.stage, consumer));
  const { waiting } = await countsOf(access, consumer, true);
  if (waiting === 0) return print(`No dead letters of ${consumer} to move back`);
  // Named, because what EventBridge itself put into the DLQ came from no queue that SQS could send it back to.
  const { arn: DestinationArn } = await findQueue(client, queueName(access.stage, consumer));
  await client.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  for (let attempt = 0; attempt < progressAttempts; attempt += 1) {
    const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const { Status, ApproximateNumberOfMessagesMoved: moved = 0, FailureReason } = Results[0] ?? {};
    if (Status === 'COMPLETED') return print(`Moved ${moved} dead letters of ${consumer} back to its queue`);
    if (Status !== 'RUNNING')
      throw new Error(`The move ended as ${Status}: ${FailureReason ?? 'no reason given'}`);
    print(`${moved} of about ${waiting} moved …`);
    await new Promise((resolve) => setTimeout(resolve, progressIntervalMs));
  }
  print('The move is still running on AWS; run the command again to see it end');
}
