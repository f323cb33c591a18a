import { Duration } from 'aws-cdk-lib';
import { EventBus, type IEventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { maxReceiveCount, visibilityTimeoutSeconds } from '../manifest.ts';
import type { QueueFunction } from '../manifest-entry.ts';
import { resourceName } from './names.ts';

// As long as parked payloads are kept in the table, so that whatever can be re-driven can also be replayed.
const archiveRetention = Duration.days(90);

// A consumer parks what still fails after 24 hours; four days leave room for a long outage of the function itself.
const queueRetention = Duration.days(4);

// SQS's longest. A message's age counts from when it first entered the source queue, so the DLQ must keep longer.
const deadLetterRetention = Duration.days(14);

export function createBus(scope: Construct, stage: string): EventBus {
  const bus = new EventBus(scope, 'Bus', { eventBusName: resourceName(stage) });
  bus.archive('Archive', {
    archiveName: resourceName(stage),
    description: 'Every event of the bus, for replay',
    eventPattern: { source: Match.prefix('') },
    retention: archiveRetention,
  });
  return bus;
}

interface ConsumerQueueProps {
  stage: string;
  bus: IEventBus;
  consumer: QueueFunction;
}

/** A consumer's rule, its queue, and the DLQ for what neither EventBridge could deliver nor the consumer take. */
export class ConsumerQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly #consumer: QueueFunction;

  constructor(scope: Construct, id: string, { stage, bus, consumer }: ConsumerQueueProps) {
    super(scope, id);
    const name = resourceName(stage, id);
    const safe = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.#consumer = consumer;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...safe,
      queueName: `${name}-dlq`,
      retentionPeriod: deadLetterRetention,
    });
    this.queue = new Queue(this, 'Queue', {
      ...safe,
      queueName: name,
      retentionPeriod: queueRetention,
      visibilityTimeout: Duration.seconds(visibilityTimeoutSeconds(consumer)),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    const { source, types } = consumer.events;
    new Rule(this, 'Rule', {
      ruleName: name,
      eventBus: bus,
      eventPattern: { source: [source], detailType: types === 'all' ? undefined : [...types] },
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],
    });
  }

  /** Concurrency is limited here: reserved concurrency would throttle the poller, and throttled receives count. */
  feed(consumer: IFunction): void {
    const { batchSize, maxConcurrency } = this.#consumer;
    consumer.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}
