import { expect, test } from '@jest/globals';
import { ReadableTemplate, synthesizeStack } from './synthesize.ts';

const template = new ReadableTemplate(synthesizeStack());
const scheduled = template
  .all('AWS::Events::Rule')
  .filter(({ properties }) => properties.ScheduleExpression !== undefined);

test('reconcile-stripe runs every hour, and nothing else runs by the clock', () => {
  expect(
    scheduled.map(({ properties }) => [
      properties.Name,
      properties.ScheduleExpression,
      properties.Targets.map(({ Arn }: { Arn: unknown }) => template.text(Arn)),
    ]),
  ).toEqual([['cue-dev-reconcile-stripe', 'rate(1 hour)', ['reconcile-stripe/Function']]]);
});
