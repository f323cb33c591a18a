import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { resourceName } from '../aws/names.ts';
import { type FunctionName, functions, maxReceiveCount, visibilityTimeoutSeconds } from '../manifest.ts';
import type { QueueFunction } from '../manifest-entry.ts';
import { patternOf, type Rule } from './bus/rules.ts';
import { type Consumer, startConsumer } from './functions/consumer.ts';
import type { LocalFunction } from './functions/invoke.ts';
import { StartFault } from './ports.ts';
import { queueArn } from './queues/queue-registry.ts';
import type { Queues } from './queues/queues.ts';

/** The manifest's consumers by name. */
export function queueFunctions(): [FunctionName, QueueFunction][] {
  const named: [string, { kind: string }][] = Object.entries(functions);
  return named.filter((entry): entry is [FunctionName, QueueFunction] => entry[1].kind === 'queue');
}

export const queueName = (stage: string, consumer: string) => resourceName(stage, consumer);
export const deadLetterQueueName = (stage: string, consumer: string) => `${queueName(stage, consumer)}-dlq`;

export const rulesFor = (stage: string): Rule[] =>
  queueFunctions().map(([name, { events }]) => ({
    name: queueName(stage, name),
    pattern: patternOf(events),
    queue: queueName(stage, name),
  }));

/** The queues as the CDK app makes them; those of an earlier start take the manifest's present numbers. */
export function makeQueues(queues: Queues, stage: string): void {
  for (const [name, consumer] of queueFunctions()) {
    const deadLetters = queues.put(deadLetterQueueName(stage, name), { MessageRetentionPeriod: '1209600' });
    queues.put(queueName(stage, name), {
      VisibilityTimeout: String(visibilityTimeoutSeconds(consumer)),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(deadLetters.name), maxReceiveCount }),
    });
  }
}

interface QueueAddress {
  url: string;
  arn: string;
}

/** Also the queues of a real SQS, which must be there already. */
export async function findQueue(client: SQSClient, name: string): Promise<QueueAddress> {
  try {
    const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    const { Attributes } = await client.send(ask);
    return { url: QueueUrl, arn: Attributes?.QueueArn ?? '' };
  } catch (cause) {
    if (!(cause instanceof QueueDoesNotExist)) throw cause;
    throw new StartFault(`There is no queue ${name}. Deploy that stage first, or set STAGE.`, { cause });
  }
}

/** The address of each consumer's queue, by consumer. */
export async function findQueues(endpoint: string, stage: string): Promise<Map<FunctionName, QueueAddress>> {
  const client = new SQSClient({ endpoint });
  try {
    const found = queueFunctions().map(
      async ([name]) => [name, await findQueue(client, queueName(stage, name))] as const,
    );
    return new Map(await Promise.all(found));
  } finally {
    client.destroy();
  }
}

export function startConsumers(
  endpoint: string,
  addresses: ReadonlyMap<FunctionName, QueueAddress>,
  { loaded, aheadMs }: { loaded: ReadonlyMap<FunctionName, LocalFunction>; aheadMs(): number },
): Map<FunctionName, Consumer> {
  const started = new Map<FunctionName, Consumer>();
  for (const [name, { batchSize, maxConcurrency }] of queueFunctions()) {
    const served = loaded.get(name);
    const address = addresses.get(name);
    if (!served || !address) throw new Error(`Consumer ${name} has no function or no queue`);
    const queue = { queueUrl: address.url, queueArn: address.arn };
    started.set(name, startConsumer({ served, endpoint, ...queue, batchSize, maxConcurrency, aheadMs }));
  }
  return started;
}
