import * as z from 'zod/mini';
import { type Action, AwsError, inputOf } from '../aws-json.ts';
import { laptopAccount, laptopRegion, queueArn } from '../queues/queue-registry.ts';
import type { Queues } from '../queues/queues.ts';
import { putEvents, putEventsInput } from './put-events.ts';
import type { Rule } from './rules.ts';

export interface Bus {
  busName: string;
  rules: readonly Rule[];
  queues: Queues;
}

const named = z.object({ Name: z._default(z.string(), 'default') });
const onBus = z.object({ EventBusName: z._default(z.string(), 'default') });
const ofRule = z.object({ Rule: z.string() });

const arn = (resource: string) => `arn:aws:events:${laptopRegion}:${laptopAccount}:${resource}`;

function requireBus(busName: string, asked: string): void {
  if (asked.slice(asked.lastIndexOf('/') + 1) === busName) return;
  throw new AwsError('ResourceNotFoundException', `Event bus ${asked} does not exist.`);
}

/** EventBridge's actions on the one bus. Rules come from the manifest and can only be read. */
export function busActions(bus: Bus): [string, Action][] {
  const { busName, rules } = bus;
  const ruleAnswer = ({ name, pattern }: Rule) => ({
    Name: name,
    Arn: arn(`rule/${busName}/${name}`),
    EventBusName: busName,
    EventPattern: JSON.stringify(pattern),
    State: 'ENABLED',
  });
  return [
    ['AWSEvents.PutEvents', (call) => putEvents(inputOf(putEventsInput, call), bus)],
    [
      'AWSEvents.DescribeEventBus',
      (call) => {
        requireBus(busName, inputOf(named, call).Name);
        return { Name: busName, Arn: arn(`event-bus/${busName}`) };
      },
    ],
    [
      'AWSEvents.ListEventBuses',
      () => ({ EventBuses: [{ Name: busName, Arn: arn(`event-bus/${busName}`) }] }),
    ],
    [
      'AWSEvents.ListRules',
      (call) => {
        requireBus(busName, inputOf(onBus, call).EventBusName);
        return { Rules: rules.map(ruleAnswer) };
      },
    ],
    [
      'AWSEvents.ListTargetsByRule',
      (call) => {
        const asked = inputOf(ofRule, call).Rule;
        const targets = rules.filter(({ name }) => name === asked);
        return { Targets: targets.map(({ queue }) => ({ Id: queue, Arn: queueArn(queue) })) };
      },
    ],
  ];
}
