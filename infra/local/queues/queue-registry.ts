import * as z from 'zod/mini';
import { AwsError } from '../aws-json.ts';
import type { DeadLetterRule, MessageStore } from './message-store.ts';

/** As the documentation of AWS shows addresses; every emulator uses this account. */
export const laptopAccount = '000000000000';
export const laptopRegion = 'us-east-1';

export const queueArn = (name: string) => `arn:aws:sqs:${laptopRegion}:${laptopAccount}:${name}`;
const nameInArn = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);

export type Attributes = Record<string, string>;

const defaults: Attributes = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  MessageRetentionPeriod: '345600',
  MaximumMessageSize: '1048576',
};

const redrivePolicy = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.pipe(z.union([z.number(), z.string()]), z.transform(Number)),
});

export interface Queue {
  name: string;
  attributes: Attributes;
  deadLetters: DeadLetterRule | undefined;
}

/** The queues by name. An address names its queue by its last part, whatever host and port stand before it. */
interface QueueRegistry {
  /** Makes the queue, or gives the one of that name the attributes that are named. */
  put(name: string, attributes: Attributes): Queue;
  /** Throws as SQS does when there is none. */
  at(queueUrl: string): Queue;
  find(name: string): Queue;
  all(): Queue[];
  /** The queues whose dead letters go to this one. */
  sourcesOf(deadLetterQueue: string): Queue[];
}

function deadLettersOf(attributes: Attributes): DeadLetterRule | undefined {
  if (!attributes.RedrivePolicy) return undefined;
  const parsed = z.safeParse(redrivePolicy, JSON.parse(attributes.RedrivePolicy));
  if (!parsed.success) throw new AwsError('InvalidParameterValue', 'RedrivePolicy is not valid');
  const { deadLetterTargetArn, maxReceiveCount } = parsed.data;
  return { queue: nameInArn(deadLetterTargetArn), maxReceiveCount };
}

const unknownQueue = () =>
  new AwsError(
    'com.amazonaws.sqs#QueueDoesNotExist',
    'The specified queue does not exist.',
    'AWS.SimpleQueueService.NonExistentQueue',
  );

function load(store: MessageStore): Map<string, Queue> {
  const rows = store.database.prepare('SELECT name, attributes FROM queues ORDER BY name').all();
  return new Map(
    rows.map((row) => {
      const name = String(row.name);
      const attributes = z.record(z.string(), z.string()).parse(JSON.parse(String(row.attributes)));
      return [name, { name, attributes, deadLetters: deadLettersOf(attributes) }];
    }),
  );
}

export function openQueueRegistry(store: MessageStore): QueueRegistry {
  const queues = load(store);
  const save = store.database.prepare('INSERT OR REPLACE INTO queues (name, attributes) VALUES (?, ?)');
  const find = (name: string) => {
    const queue = queues.get(name);
    if (!queue) throw unknownQueue();
    return queue;
  };
  return {
    put: (name, given) => {
      if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
        throw new AwsError(
          'InvalidParameterValue',
          'The laptop cloud has standard queues only; name not valid.',
        );
      }
      const attributes = { ...defaults, ...queues.get(name)?.attributes, ...given };
      const queue = { name, attributes, deadLetters: deadLettersOf(attributes) };
      save.run(name, JSON.stringify(attributes));
      queues.set(name, queue);
      return queue;
    },
    at: (queueUrl) => find(queueUrl.slice(queueUrl.lastIndexOf('/') + 1)),
    find,
    all: () => [...queues.values()],
    sourcesOf: (name) => [...queues.values()].filter((queue) => queue.deadLetters?.queue === name),
  };
}
