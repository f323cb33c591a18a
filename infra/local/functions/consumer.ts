import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { failedIds } from './batch-result.ts';
import { invoke, type LocalFunction } from './invoke.ts';
import { sqsEvent } from './sqs-event.ts';

interface ConsumerOptions {
  served: LocalFunction;
  endpoint: string;
  queueUrl: string;
  queueArn: string;
  batchSize: number;
  maxConcurrency: number;
  /** How far the function's clock is ahead of the real one, by which queues keep time. */
  aheadMs?(): number;
}

export interface Consumer {
  /** Messages that its function is done with, for better or worse, since the start. */
  handled(): number;
  /** Stops receiving and waits for what runs. */
  close(): Promise<void>;
}

const pollSeconds = 20;
// After a failed poll; the queues are back when the next one succeeds.
const pauseMs = 500;

/** What SQS itself takes in one call. */
const maximumDeletes = 10;

async function deleteMessages(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly Message[],
): Promise<void> {
  for (let start = 0; start < messages.length; start += maximumDeletes) {
    const Entries = messages
      .slice(start, start + maximumDeletes)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    const answer = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    if (answer.Failed?.length) throw new Error(`SQS did not delete: ${JSON.stringify(answer.Failed)}`);
  }
}

/**
 * Lambda's event source mapping: takes batches off a queue, calls the function, deletes what it did not report
 * as failed. What failed stays hidden until its visibility time-out, and then comes again.
 */
export function startConsumer(options: ConsumerOptions): Consumer {
  const { served, endpoint, queueUrl: QueueUrl, queueArn, batchSize, maxConcurrency } = options;
  const { aheadMs = () => 0 } = options;
  const client = new SQSClient({ endpoint });
  const stopping = new AbortController();
  const batches = new Set<Promise<void>>();
  let handled = 0;

  async function receive(): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: batchSize,
      WaitTimeSeconds: pollSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (await client.send(command, { abortSignal: stopping.signal })).Messages ?? [];
  }

  async function handle(messages: Message[]): Promise<void> {
    const invocation = await invoke(served, sqsEvent(messages, { queueArn, aheadMs: aheadMs() }));
    const sent = messages.map((message) => message.MessageId ?? '');
    const failed = new Set(invocation.outcome === 'answered' ? failedIds(invocation.result, sent) : sent);
    const done = messages.filter((message) => !failed.has(message.MessageId ?? ''));
    await deleteMessages(client, QueueUrl, done);
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const messages = await receive();
        if (messages.length === 0) continue;
        const batch = handle(messages)
          .catch((error: unknown) =>
            console.error(`Consumer ${served.name}: messages will come again:`, error),
          )
          .finally(() => {
            handled += messages.length;
            batches.delete(batch);
          });
        batches.add(batch);
        if (batches.size >= maxConcurrency) await Promise.race(batches);
      } catch (error) {
        if (stopping.signal.aborted) return;
        console.error(`Consumer ${served.name} cannot receive:`, error);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  const polling = poll();
  const close = async () => {
    stopping.abort();
    await polling;
    await Promise.all(batches);
    client.destroy();
  };
  return { handled: () => handled, close };
}
