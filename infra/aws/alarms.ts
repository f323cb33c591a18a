import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ConsumerQueue } from './events.ts';
import { resourceName } from './names.ts';

const minute = Duration.minutes(1);
const fiveMinutes = Duration.minutes(5);

interface Watch {
  metric: Metric;
  /** Fires above this. */
  above: number;
  meaning: string;
  /** The runbook's section. */
  section: string;
}

interface AlarmsProps {
  stage: string;
  /** Address of the runbook; without one, alarms name its file. */
  runbookUrl?: string;
}

/** Every alarm, and the topic they go to. Subscribe an address or a chat to it; without one they only show in CloudWatch. */
export class Alarms extends Construct {
  readonly #stage: string;
  readonly #action: SnsAction;
  readonly #runbook: string;

  constructor(scope: Construct, id: string, { stage, runbookUrl }: AlarmsProps) {
    super(scope, id);
    this.#stage = stage;
    this.#runbook = runbookUrl ?? 'docs/runbook.md';
    const topic = createTopic(this, stage);
    this.#action = new SnsAction(topic);
    new CfnOutput(this, 'Topic', { value: topic.topicArn, description: 'Where alarms go: subscribe to it' });
  }

  watchConsumer(name: string, { queue, deadLetters }: ConsumerQueue): void {
    this.#add(`${name}-dlq`, {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: minute, statistic: 'Maximum' }),
      above: 0,
      meaning: `Events that ${name} could not take wait in its DLQ: what they cause has not happened`,
      section: `dlq-${name}`,
    });
    this.#add(`${name}-queue-age`, {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: minute, statistic: 'Maximum' }),
      above: fiveMinutes.toSeconds(),
      meaning: `An event has waited for ${name} for over five minutes: it fails and is retried, or too few are taken`,
      section: 'queue-age',
    });
  }

  watchFunction(name: string, lambda: IFunction): void {
    this.#add(`${name}-errors`, {
      metric: lambda.metricErrors({ period: fiveMinutes, statistic: 'Sum' }),
      above: 0,
      meaning: `${name} crashed or ran out of time: answers that we chose, 500 included, are not counted here`,
      section: 'function-errors',
    });
  }

  watchApi(api: HttpApi): void {
    this.#add('api-5xx', {
      metric: api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      // One or two may be a passing fault of a partner, which its caller repeats.
      above: 4,
      meaning: 'The API answered 5xx at least five times in five minutes',
      section: 'api-5xx',
    });
  }

  /** What the functions count themselves. */
  watchEvents(): void {
    this.#watchCounter('parked-events', {
      counter: 'ParkedEvents',
      meaning: 'A consumer parked an event that waiting will not mend: somebody must look at it',
    });
    this.#watchCounter('missed-events', {
      counter: 'MissedEvents',
      meaning: 'Stripe had events that never came here: reconcile-stripe has brought them in',
    });
    this.#watchCounter('reconcile-differences', {
      counter: 'ReconcileDifferences',
      meaning: 'A payment or subscription at Stripe is not what the table says',
    });
    this.#watchCounter('stuck-endings', {
      counter: 'StuckEndings',
      meaning:
        'Somebody who is to pay nothing more can still be charged: Stripe has not ended it for an hour',
    });
  }

  #watchCounter(name: string, { counter, meaning }: { counter: string; meaning: string }): void {
    this.#add(name, {
      // Named and dimensioned as lib/platform/metrics.ts writes it.
      metric: new Metric({
        namespace: 'Cue',
        metricName: counter,
        dimensionsMap: { service: `cue-${this.#stage}` },
        period: minute,
        statistic: 'Sum',
      }),
      above: 0,
      meaning,
      section: name,
    });
  }

  #add(name: string, { metric, above, meaning, section }: Watch): void {
    const alarm = new Alarm(this, name, {
      alarmName: resourceName(this.#stage, name),
      alarmDescription: `${meaning}. See ${this.#runbook}#${section}`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // Metrics are silent while nothing happens.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.#action);
  }
}

/**
 * Not encrypted with a key: CloudWatch cannot publish through SNS's own key, and one of ours would cost while idle;
 * alarms carry no personal data. The TLS statement replaces SNS's standing policy, so CloudWatch is let in by name.
 */
function createTopic(scope: Construct, stage: string): Topic {
  const topic = new Topic(scope, 'AlarmTopic', {
    topicName: resourceName(stage, 'alarms'),
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
}
