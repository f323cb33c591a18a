import { describe, expect, test } from '@jest/globals';
import { readStageContext } from './stage-context.ts';

describe('what cdk.json keeps of a stage', () => {
  const contextOf = (stage: string, lines: Record<string, unknown>) =>
    readStageContext(stage, (name) => lines[name]);

  test('is read for that stage alone, as `-c name:stage=…` is', () => {
    const lines = {
      'certificateArn:prod': 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      'emailIdentity:prod': 'existing',
      'site:prod': 'elsewhere',
      'table:prod': 'cue-prod-20261121',
    };
    expect(contextOf('prod', lines)).toEqual({
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      senderExists: true,
      siteElsewhere: true,
      restoredTable: 'cue-prod-20261121',
    });
    expect(contextOf('dev', lines)).toEqual({ senderExists: false, siteElsewhere: false });
  });

  test.each([
    ['certificateArn:prod', 'your.domain'],
    ['emailIdentity:prod', 'yes'],
    ['site:prod', 'here'],
  ])('is refused by its name: %s as %s', (name, value) => {
    expect(() => contextOf('prod', { [name]: value })).toThrow(`cdk.json: ${name} is not valid.`);
  });
});
