import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { synthesizeStack } from './synthesize.ts';

const stack = synthesizeStack({ STAGE: 'prod', EMAIL_FROM: 'Cue <billing@cue.example>' });
const template = Template.fromStack(stack);
const resources: [string, { Type: string; Properties: Record<string, unknown> }][] = Object.entries(
  template.toJSON().Resources,
);

describe('the stack of a stage', () => {
  test('bears its name, and so does all in it that has a name or tags', () => {
    expect(stack.stackName).toBe('cue-prod');
    expect(JSON.stringify(template.toJSON())).not.toMatch(/cue[-/]dev/);
    const named = resources.flatMap(([, { Properties }]) =>
      ['TableName', 'QueueName', 'FunctionName', 'TopicName', 'AlarmName', 'LogGroupName']
        .map((key) => Properties[key])
        .filter((name) => typeof name === 'string'),
    );
    expect(named.length).toBeGreaterThan(40);
    for (const name of named) expect(name).toContain('cue-prod');
    const tagged = resources.filter(([, { Properties }]) => Array.isArray(Properties.Tags));
    expect(tagged.length).toBeGreaterThan(40);
    for (const [, { Properties }] of tagged) {
      expect(Properties.Tags).toEqual(expect.arrayContaining([{ Key: 'stage', Value: 'prod' }]));
    }
  });

  test('knows no account and no region, so that it can be made anywhere and without any', () => {
    expect(stack.environment).toBe('aws://unknown-account/unknown-region');
    expect(JSON.stringify(template.toJSON()).match(/:\d{12}:|(us|eu|ap)-[a-z]+-\d/g)).toBeNull();
  });

  test('holds nothing that costs by the hour', () => {
    const costly = /^AWS::(EC2|KMS|SecretsManager|WAFv2|RDS|ECS|ElasticLoadBalancingV2|ElastiCache)::/;
    expect(resources.filter(([, { Type }]) => costly.test(Type))).toEqual([]);
    expect(JSON.stringify(resources)).not.toMatch(/Provisioned(Throughput|Concurr)/);
  });

  test('tells where to find what it made', () => {
    expect(Object.keys(template.findOutputs('*'))).toEqual(
      expect.arrayContaining(['SiteUrl', 'ApiUrl', 'SiteBucket', 'TableName', 'BusName']),
    );
  });
});
