import { expect, test } from '@jest/globals';
import { alarmCount, assumed, queueCount } from '../operator/costs/usage.ts';
import { readTemplate } from './read-template.ts';

const template = readTemplate();

test('docs/costs.md counts the alarms and the polled queues that the stack has', () => {
  expect(template.all('AWS::CloudWatch::Alarm')).toHaveLength(alarmCount);
  const polled = template.all('AWS::Lambda::EventSourceMapping');
  expect(polled).toHaveLength(queueCount);
  // What keeps Lambda at five pollers a queue.
  for (const { properties } of polled) expect(properties.ScalingConfig.MaximumConcurrency).toBeGreaterThan(1);
});

test('docs/costs.md takes every function for as large as it is', () => {
  const ours = template
    .all('AWS::Lambda::Function')
    .filter(({ properties }) => String(properties.FunctionName).startsWith('cue-'));
  const sizes = new Set(ours.map(({ properties }) => properties.MemorySize));
  expect(sizes).toEqual(new Set([assumed.gigabytesPerRun * 1_024]));
});
