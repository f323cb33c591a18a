import * as z from 'zod/mini';
import { type Action, AwsError, inputOf } from '../aws-json.ts';
import { attributesDigest, bodyDigest, messageAttributes } from './message-digest.ts';
import type { StoredMessage } from './message-store.ts';
import { laptopAccount, type Queue } from './queue-registry.ts';
import type { Queues } from './queues.ts';

const seconds = z.int().check(z.minimum(0), z.maximum(43_200));
const outgoing = {
  MessageBody: z.string().check(z.minLength(1)),
  DelaySeconds: z.optional(z.int().check(z.minimum(0), z.maximum(900))),
  MessageAttributes: z.optional(messageAttributes),
};
const send = z.object({ QueueUrl: z.string(), ...outgoing });
const receive = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z._default(z.int().check(z.minimum(1), z.maximum(10)), 1),
  VisibilityTimeout: z.optional(seconds),
  WaitTimeSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
  AttributeNames: z._default(z.array(z.string()), []),
  MessageSystemAttributeNames: z._default(z.array(z.string()), []),
  MessageAttributeNames: z._default(z.array(z.string()), []),
});
const remove = { ReceiptHandle: z.string() };
const hide = { ReceiptHandle: z.string(), VisibilityTimeout: seconds };

/** Everything SQS batches has one to ten entries, each with an id that the answer repeats. */
const batchOf = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.object({
    QueueUrl: z.string(),
    Entries: z.array(z.object({ Id: z.string(), ...shape })).check(z.minLength(1), z.maxLength(10)),
  });

type Outgoing = z.output<z.ZodMiniObject<typeof outgoing>>;

const maximumMessageBytes = 1024 * 1024;

function newMessage({ MessageBody, DelaySeconds, MessageAttributes = {} }: Outgoing, queue: Queue) {
  const attributes = JSON.stringify(MessageAttributes);
  const bytes = Buffer.byteLength(MessageBody) + (attributes === '{}' ? 0 : Buffer.byteLength(attributes));
  if (bytes > maximumMessageBytes) {
    throw new AwsError('InvalidParameterValue', `Message must be shorter than ${maximumMessageBytes} bytes.`);
  }
  const delaySeconds = DelaySeconds ?? Number(queue.attributes.DelaySeconds);
  return { queue: queue.name, message: { body: MessageBody, attributes, delaySeconds } };
}

const sentAnswer = (sent: Outgoing, MessageId: string | undefined) => ({
  MessageId,
  MD5OfMessageBody: bodyDigest(sent.MessageBody),
  MD5OfMessageAttributes: attributesDigest(sent.MessageAttributes ?? {}),
});

function chosen<T>(values: Record<string, T>, names: readonly string[]): Record<string, T> | undefined {
  const all = names.includes('All') || names.includes('.*');
  const entries = Object.entries(values).filter(([name]) => all || names.includes(name));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function received(message: StoredMessage, input: z.output<typeof receive>) {
  const systemAttributes = {
    SenderId: laptopAccount,
    SentTimestamp: String(message.sentAtMs),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
  };
  const attributes = chosen(
    messageAttributes.parse(JSON.parse(message.attributes)),
    input.MessageAttributeNames,
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: bodyDigest(message.body),
    Attributes: chosen(systemAttributes, [...input.AttributeNames, ...input.MessageSystemAttributeNames]),
    MessageAttributes: attributes,
    MD5OfMessageAttributes: attributes && attributesDigest(attributes),
  };
}

function hideMessage(queues: Queues, queue: Queue, handle: string, visibilitySeconds: number): void {
  if (queues.hide(queue, handle, visibilitySeconds)) return;
  throw new AwsError(
    'com.amazonaws.sqs#MessageNotInflight',
    'The message is not in flight.',
    'AWS.SimpleQueueService.MessageNotInflight',
  );
}

/** One entry's fault is told in the answer and does not touch the others. */
function eachEntry<Entry extends { Id: string }>(entries: readonly Entry[], run: (entry: Entry) => object) {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function receiveAction(queues: Queues): Action {
  return async (call) => {
    const input = inputOf(receive, call);
    const queue = queues.at(input.QueueUrl);
    const messages = await queues.receive(queue, {
      limit: input.MaxNumberOfMessages,
      waitSeconds: input.WaitTimeSeconds ?? Number(queue.attributes.ReceiveMessageWaitTimeSeconds),
      visibilityTimeoutSeconds: input.VisibilityTimeout ?? Number(queue.attributes.VisibilityTimeout),
      receiverGone: call.callerGone,
    });
    return messages.length > 0 ? { Messages: messages.map((message) => received(message, input)) } : {};
  };
}

export function messageActions(queues: Queues): [string, Action][] {
  const action = <T extends z.ZodMiniType<{ QueueUrl: string }>>(
    name: string,
    schema: T,
    run: (queue: Queue, input: z.output<T>) => object,
  ): [string, Action] => [
    `AmazonSQS.${name}`,
    (call) => {
      const input = inputOf(schema, call);
      return run(queues.at(input.QueueUrl), input);
    },
  ];
  const sendOne = (queue: Queue, message: Outgoing) =>
    sentAnswer(message, queues.send([newMessage(message, queue)])[0]);
  const removeOne = (queue: Queue, handle: string) => {
    queues.remove(queue, handle);
    return {};
  };
  const hideOne = (queue: Queue, handle: string, visibilitySeconds: number) => {
    hideMessage(queues, queue, handle, visibilitySeconds);
    return {};
  };
  return [
    ['AmazonSQS.ReceiveMessage', receiveAction(queues)],
    action('SendMessage', send, sendOne),
    action('SendMessageBatch', batchOf(outgoing), (queue, { Entries }) =>
      eachEntry(Entries, (entry) => sendOne(queue, entry)),
    ),
    action('DeleteMessage', z.object({ QueueUrl: z.string(), ...remove }), (queue, { ReceiptHandle }) =>
      removeOne(queue, ReceiptHandle),
    ),
    action('DeleteMessageBatch', batchOf(remove), (queue, { Entries }) =>
      eachEntry(Entries, (entry) => removeOne(queue, entry.ReceiptHandle)),
    ),
    action('ChangeMessageVisibility', z.object({ QueueUrl: z.string(), ...hide }), (queue, input) =>
      hideOne(queue, input.ReceiptHandle, input.VisibilityTimeout),
    ),
    action('ChangeMessageVisibilityBatch', batchOf(hide), (queue, { Entries }) =>
      eachEntry(Entries, (entry) => hideOne(queue, entry.ReceiptHandle, entry.VisibilityTimeout)),
    ),
  ];
}
