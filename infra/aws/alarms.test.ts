import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { functions } from '../manifest.ts';
import { readTemplate } from './read-template.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const runbookSections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

const template = readTemplate();
const alarms = new Map(
  template.all('AWS::CloudWatch::Alarm').map(({ properties }) => [properties.AlarmName, properties]),
);
const consumers = Object.entries(functions).flatMap(([name, entry]) =>
  entry.kind === 'queue' ? [name] : [],
);

const silent = ['admin', 'meta', 'release-holds', 'send-due-emails', 'count-metrics', 'credentials'];
const alarmed = Object.keys(functions).filter((name) => !silent.includes(name));

/** The value of an alarm's one dimension, as a path. */
const watched = (name: string) => template.text(alarms.get(name).Dimensions[0].Value);

describe('alarms', () => {
  test('are one for each function but six, two for each consumer, one for the API and four that the functions count', () => {
    expect([...alarms.keys()].sort()).toEqual(
      [
        ...alarmed.map((name) => `cue-dev-${name}-errors`),
        ...consumers.flatMap((name) => [`cue-dev-${name}-dlq`, `cue-dev-${name}-queue-age`]),
        'cue-dev-api-5xx',
        'cue-dev-missed-events',
        'cue-dev-parked-events',
        'cue-dev-reconcile-differences',
        'cue-dev-stuck-endings',
      ].sort(),
    );
  });

  test.each(alarmed)('sound when %s crashes once', (name) => {
    expect(watched(`cue-dev-${name}-errors`)).toBe(`${name}/Function`);
    expect(alarms.get(`cue-dev-${name}-errors`)).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Threshold: 0,
    });
  });

  test.each(consumers)(
    'sound when one event lies in the DLQ of %s, or one waits for five minutes',
    (name) => {
      expect(watched(`cue-dev-${name}-dlq`)).toBe(`Queues/${name}/DeadLetters.QueueName`);
      expect(alarms.get(`cue-dev-${name}-dlq`)).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Statistic: 'Maximum',
        Threshold: 0,
      });
      expect(watched(`cue-dev-${name}-queue-age`)).toBe(`Queues/${name}/Queue.QueueName`);
      expect(alarms.get(`cue-dev-${name}-queue-age`)).toMatchObject({
        MetricName: 'ApproximateAgeOfOldestMessage',
        Statistic: 'Maximum',
        Threshold: 300,
      });
    },
  );

  test('sound when the API answers 5xx five times in five minutes', () => {
    expect(alarms.get('cue-dev-api-5xx')).toMatchObject({ MetricName: '5xx', Threshold: 4, Period: 300 });
  });

  test.each([
    ['parked-events', 'ParkedEvents'],
    ['missed-events', 'MissedEvents'],
    ['reconcile-differences', 'ReconcileDifferences'],
    ['stuck-endings', 'StuckEndings'],
  ])('sound at the first of %s', (name, counter) => {
    expect(alarms.get(`cue-dev-${name}`)).toMatchObject({
      Namespace: 'Cue',
      MetricName: counter,
      Dimensions: [{ Name: 'service', Value: 'cue-dev' }],
      Threshold: 0,
    });
  });

  test('all compare alike, go to the topic and name what to do', () => {
    for (const alarm of alarms.values()) {
      expect(alarm).toMatchObject({
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        TreatMissingData: 'notBreaching',
      });
      expect(alarm.AlarmActions.map((action: unknown) => template.text(action))).toEqual([
        'Alarms/AlarmTopic',
      ]);
      const [, section] = /^.{30,}\. See docs\/runbook\.md#([a-z0-9-]+)$/.exec(alarm.AlarmDescription) ?? [];
      expect(runbookSections).toContain(section);
    }
  });

  test('link to the runbook where it can be read by a browser', () => {
    const runbookUrl = 'https://git.example/cue/blob/main/docs/runbook.md';
    const linked = readTemplate({}, { runbookUrl });
    const descriptions = linked
      .all('AWS::CloudWatch::Alarm')
      .map(({ properties }) => String(properties.AlarmDescription));
    expect(descriptions).toHaveLength(alarms.size);
    for (const text of descriptions)
      expect(text).toMatch(/ See https:\/\/git\.example\/cue\/blob\/main\/docs\/runbook\.md#[a-z0-9-]+$/);
  });

  test('reach the topic: over TLS only, and CloudWatch of this account may publish', () => {
    const { Statement } = template.only('AWS::SNS::TopicPolicy').properties.PolicyDocument;
    expect(Statement).toMatchObject([
      { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });
});
