import { describe, expect, test } from '@jest/globals';
import { consumedEventTypes } from '../../lib/contract/stripe-events.ts';
import { readTemplate } from './read-template.ts';

const template = readTemplate();
const consumers = ['record-event', 'grant-credits', 'sync-subscription', 'provision-account', 'send-email'];
const day = 86_400;

const queues = new Map(template.all('AWS::SQS::Queue').map((queue) => [queue.path, queue.properties]));
const rules = new Map(
  template
    .all('AWS::Events::Rule')
    .filter(({ properties }) => properties.EventPattern)
    .map((rule) => [rule.path, rule.properties]),
);
const policies = new Map(
  template
    .all('AWS::SQS::QueuePolicy')
    .map(({ properties }) => [template.text(properties.Queues[0]), properties.PolicyDocument.Statement]),
);

describe('the bus', () => {
  test('bears the name of the stage and archives every event for ninety days', () => {
    expect(template.only('AWS::Events::EventBus').properties.Name).toBe('cue-dev');
    expect(template.only('AWS::Events::Archive').properties).toMatchObject({
      EventPattern: { source: [{ prefix: '' }] },
      RetentionDays: 90,
    });
  });

  test('has exactly one rule a consumer', () => {
    expect([...rules.keys()]).toEqual(consumers.map((name) => `Queues/${name}/Rule`));
  });

  test.each([
    ['record-event', undefined],
    [
      'grant-credits',
      [
        'checkout.session.completed',
        'checkout.session.async_payment_succeeded',
        'checkout.session.async_payment_failed',
        'checkout.session.expired',
        'refund.created',
        'refund.updated',
        'refund.failed',
        'charge.dispute.funds_withdrawn',
        'charge.dispute.funds_reinstated',
        'invoice.paid',
        'invoice.payment_succeeded',
        'customer.subscription.updated',
        'cue.payment.drifted',
      ],
    ],
    [
      'sync-subscription',
      [
        'customer.subscription.created',
        'customer.subscription.updated',
        'customer.subscription.deleted',
        'customer.subscription.paused',
        'customer.subscription.resumed',
        'customer.subscription.pending_update_applied',
        'customer.subscription.pending_update_expired',
        'subscription_schedule.updated',
        'subscription_schedule.released',
        'subscription_schedule.canceled',
        'customer.deleted',
        'cue.subscription.drifted',
        'cue.customer.drifted',
      ],
    ],
    [
      'provision-account',
      ['customer.subscription.created', 'customer.subscription.updated', 'cue.subscription.drifted'],
    ],
    [
      'send-email',
      [
        'checkout.session.completed',
        'checkout.session.async_payment_succeeded',
        'checkout.session.async_payment_failed',
        'refund.created',
        'refund.updated',
        'refund.failed',
        'charge.dispute.funds_withdrawn',
        'charge.dispute.funds_reinstated',
        'customer.subscription.updated',
        'customer.subscription.deleted',
        'customer.subscription.trial_will_end',
        'subscription_schedule.updated',
        'invoice.paid',
        'invoice.payment_succeeded',
        'invoice.payment_failed',
        'invoice.payment_action_required',
      ],
    ],
  ])('sends %s the types it handles', (name, types) => {
    expect(rules.get(`Queues/${name}/Rule`).EventPattern).toEqual({
      source: ['stripe'],
      ...(types && { 'detail-type': types }),
    });
  });

  test.each(Object.entries(consumedEventTypes))('matches every type that %s acts on', (name, types) => {
    expect(rules.get(`Queues/${name}/Rule`).EventPattern['detail-type']).toEqual(
      expect.arrayContaining([...types]),
    );
  });
});

describe.each(consumers)('%s', (name) => {
  const queue = queues.get(`Queues/${name}/Queue`);
  const deadLetters = queues.get(`Queues/${name}/DeadLetters`);

  test('gets its events from its rule through its queue, and what fails goes to its DLQ', () => {
    const [target, ...others] = rules.get(`Queues/${name}/Rule`).Targets;
    expect(others).toEqual([]);
    expect(template.text(target.Arn)).toBe(`Queues/${name}/Queue`);
    expect(template.text(target.DeadLetterConfig.Arn)).toBe(`Queues/${name}/DeadLetters`);
    expect(template.text(queue.RedrivePolicy.deadLetterTargetArn)).toBe(`Queues/${name}/DeadLetters`);
    expect(queue.RedrivePolicy.maxReceiveCount).toBe(120);
  });

  test('has six times its time-out to finish a message, and a DLQ that keeps longer than the queue', () => {
    expect(queue.VisibilityTimeout).toBe(120);
    expect(queue.MessageRetentionPeriod).toBe(4 * day);
    expect(deadLetters.MessageRetentionPeriod).toBe(14 * day);
  });

  test('takes messages in batches, reports those that failed and never runs more than five at a time', () => {
    const mappings = template.all('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);
    const own = mappings.filter((mapping) => template.text(mapping.FunctionName) === `${name}/Function`);
    expect(own).toHaveLength(1);
    expect(template.text(own[0].EventSourceArn)).toBe(`Queues/${name}/Queue`);
    expect(own[0]).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
    // A filter here would delete what does not match.
    expect(own[0].FilterCriteria).toBeUndefined();
  });

  test.each(['Queue', 'DeadLetters'])(
    'has a %s that is encrypted, wants TLS and takes messages from its rule only',
    (part) => {
      const path = `Queues/${name}/${part}`;
      expect(queues.get(path).SqsManagedSseEnabled).toBe(true);
      const [deny, allow, ...others] = policies.get(path);
      expect(others).toEqual([]);
      expect(deny).toMatchObject({
        Effect: 'Deny',
        Action: 'sqs:*',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      expect(allow).toMatchObject({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } });
      expect(allow.Action).toContain('sqs:SendMessage');
      expect(template.text(allow.Condition.ArnEquals['aws:SourceArn'])).toBe(`Queues/${name}/Rule`);
    },
  );
});

test('no queue stands beside those of the consumers', () => {
  expect([...queues.keys()].sort()).toEqual(
    consumers.flatMap((name) => [`Queues/${name}/DeadLetters`, `Queues/${name}/Queue`]).sort(),
  );
});
