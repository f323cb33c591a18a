import { expect, test } from '@jest/globals';
import { readTemplate } from './read-template.ts';

const template = readTemplate();
const scheduled = template
  .all('AWS::Events::Rule')
  .filter(({ properties }) => properties.ScheduleExpression !== undefined);

test('these run by the clock, and nothing else', () => {
  expect(
    scheduled.map(({ properties }) => [
      properties.Name,
      properties.ScheduleExpression,
      properties.Targets.map(({ Arn }: { Arn: unknown }) => template.text(Arn)),
    ]),
  ).toEqual([
    ['cue-dev-grant-months', 'rate(1 hour)', ['grant-months/Function']],
    ['cue-dev-release-holds', 'rate(1 hour)', ['release-holds/Function']],
    ['cue-dev-send-due-emails', 'rate(15 minutes)', ['send-due-emails/Function']],
    ['cue-dev-count-metrics', 'rate(1 day)', ['count-metrics/Function']],
    ['cue-dev-end-subscriptions', 'rate(1 hour)', ['end-subscriptions/Function']],
    ['cue-dev-erase-accounts', 'rate(1 hour)', ['erase-accounts/Function']],
    ['cue-dev-reconcile-stripe', 'rate(1 hour)', ['reconcile-stripe/Function']],
  ]);
});
