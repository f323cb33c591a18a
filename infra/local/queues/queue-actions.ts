import * as z from 'zod/mini';
import { type Action, AwsError, inputOf } from '../aws-json.ts';
import { laptopAccount, type Queue, queueArn } from './queue-registry.ts';
import type { Queues } from './queues.ts';

const queueUrlOnly = z.object({ QueueUrl: z.string() });
const attributes = z.record(z.string(), z.string());
const create = z.object({ QueueName: z.string(), Attributes: z.optional(attributes) });
const named = z.object({ QueueName: z.string() });
const list = z.object({ QueueNamePrefix: z.optional(z.string()) });
const getAttributes = z.object({ QueueUrl: z.string(), AttributeNames: z.optional(z.array(z.string())) });
const setAttributes = z.object({ QueueUrl: z.string(), Attributes: attributes });
const startMove = z.object({ SourceArn: z.string(), DestinationArn: z.optional(z.string()) });
const listMoves = z.object({ SourceArn: z.string() });

interface MoveTask {
  TaskHandle: string;
  Status: 'COMPLETED';
  SourceArn: string;
  DestinationArn: string;
  ApproximateNumberOfMessagesMoved: number;
  StartedTimestamp: number;
}

function attributesOf(queues: Queues, queue: Queue, names: readonly string[]): Record<string, string> {
  const counts = queues.count(queue);
  const known: Record<string, string> = {
    ...queue.attributes,
    QueueArn: queueArn(queue.name),
    ApproximateNumberOfMessages: String(counts.ready),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
  };
  if (names.includes('All')) return known;
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)));
}

/** Without a destination, dead letters go back to the one queue they came from. */
function destination(queues: Queues, source: Queue, arn: string | undefined): Queue {
  if (arn) return queues.find(arn.slice(arn.lastIndexOf(':') + 1));
  const [only] = queues.sourcesOf(source.name);
  if (!only)
    throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a dead-letter queue.');
  return only;
}

/** Redrive. All messages are in one database, so a task is done by the time that its start is answered. */
function moveActions(queues: Queues): [string, Action][] {
  const done: MoveTask[] = [];
  const start: Action = (call) => {
    const { SourceArn, DestinationArn } = inputOf(startMove, call);
    const source = queues.find(SourceArn.slice(SourceArn.lastIndexOf(':') + 1));
    const target = destination(queues, source, DestinationArn);
    const task: MoveTask = {
      TaskHandle: crypto.randomUUID(),
      Status: 'COMPLETED',
      SourceArn,
      DestinationArn: queueArn(target.name),
      ApproximateNumberOfMessagesMoved: queues.move(source, target),
      StartedTimestamp: Date.now(),
    };
    done.unshift(task);
    return { TaskHandle: task.TaskHandle };
  };
  return [
    ['AmazonSQS.StartMessageMoveTask', start],
    [
      'AmazonSQS.ListMessageMoveTasks',
      (call) => {
        const { SourceArn } = inputOf(listMoves, call);
        return { Results: done.filter((task) => task.SourceArn === SourceArn).slice(0, 10) };
      },
    ],
  ];
}

/** Everything about queues as a whole. `address` is where clients reach this server. */
export function queueActions(queues: Queues, address: () => string): [string, Action][] {
  const urlOf = (queue: Queue) => `${address()}/${laptopAccount}/${queue.name}`;
  const action = <T extends z.ZodMiniType>(
    name: string,
    schema: T,
    run: (input: z.output<T>) => unknown,
  ): [string, Action] => [`AmazonSQS.${name}`, (call) => run(inputOf(schema, call))];
  return [
    action('CreateQueue', create, ({ QueueName, Attributes = {} }) => ({
      QueueUrl: urlOf(queues.put(QueueName, Attributes)),
    })),
    action('GetQueueUrl', named, ({ QueueName }) => ({ QueueUrl: urlOf(queues.find(QueueName)) })),
    action('ListQueues', list, ({ QueueNamePrefix = '' }) => ({
      QueueUrls: queues
        .all()
        .filter(({ name }) => name.startsWith(QueueNamePrefix))
        .map(urlOf),
    })),
    action('GetQueueAttributes', getAttributes, ({ QueueUrl, AttributeNames = [] }) => ({
      Attributes: attributesOf(queues, queues.at(QueueUrl), AttributeNames),
    })),
    action('SetQueueAttributes', setAttributes, ({ QueueUrl, Attributes }) => {
      queues.put(queues.at(QueueUrl).name, Attributes);
      return {};
    }),
    action('PurgeQueue', queueUrlOnly, ({ QueueUrl }) => {
      queues.purge(queues.at(QueueUrl));
      return {};
    }),
    action('ListDeadLetterSourceQueues', queueUrlOnly, ({ QueueUrl }) => ({
      queueUrls: queues.sourcesOf(queues.at(QueueUrl).name).map(urlOf),
    })),
    ...moveActions(queues),
  ];
}
