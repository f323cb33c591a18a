import { describe, expect, test } from '@jest/globals';
import { type SettingName, settings } from '../../lib/contract/settings.ts';
import { functions } from '../manifest.ts';
import type { AnyFunction } from '../manifest-entry.ts';
import { readTemplate } from './read-template.ts';

const manifest: [string, AnyFunction][] = Object.entries(functions);
const names = Object.keys(settings) as SettingName[];

/** As if whoever deploys had everything set, secrets included. */
const secrets = Object.fromEntries(
  names
    .filter((name) => settings[name].kept === 'secret')
    .map((name) => [name, `whsec_secret-value-of-${name}`]),
);
const laptop = {
  DYNAMODB_ENDPOINT: 'http://localhost:8001',
  EVENTBRIDGE_ENDPOINT: 'http://localhost:8002',
  SQS_ENDPOINT: 'http://localhost:8002',
  SES_ENDPOINT: 'http://localhost:8005',
  STRIPE_API_URL: 'http://localhost:12111',
};
const template = readTemplate({
  ...secrets,
  ...laptop,
  STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  PLANS_FILE: 'plans.json',
  AUTH_JWT_ISSUERS: '[{"issuer":"https://chat.example","audience":"cue"}]',
  BEDROCK_MODEL_ID: 'amazon.nova-pro-v1:0',
  OPENAI_MODEL: 'small-model',
});
const lambdas = new Map(
  template.all('AWS::Lambda::Function').map((lambda) => [lambda.path, lambda.properties]),
);
const groups = new Map(template.all('AWS::Logs::LogGroup').map((group) => [group.path, group.properties]));

describe.each(manifest)('%s', (name, entry) => {
  const lambda = lambdas.get(`${name}/Function`);

  test('finds in its environment the settings that the manifest names and AWS keeps there, and no other', () => {
    const own = entry.settings.filter(
      (setting) => settings[setting].kept === 'environment' && !(setting in laptop),
    );
    const always = ['PARAMETER_PATH'];
    expect(Object.keys(lambda.Environment.Variables).sort()).toEqual([...own, ...always].sort());
  });

  test('runs as the manifest says, on Node 24 and arm64', () => {
    expect(lambda).toMatchObject({
      FunctionName: `cue-dev-${name}`,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: entry.memoryMb,
      Timeout: entry.timeoutSeconds,
    });
  });

  test('logs JSON into a group of its own', () => {
    expect(lambda.LoggingConfig).toMatchObject({ LogFormat: 'JSON', ApplicationLogLevel: 'INFO' });
    expect(template.text(lambda.LoggingConfig.LogGroup)).toBe(`${name}/Logs`);
    expect(groups.get(`${name}/Logs`).LogGroupName).toBe(`/aws/lambda/cue-dev-${name}`);
  });
});

describe('settings', () => {
  const environment = (name: string) => lambdas.get(`${name}/Function`).Environment.Variables;

  test('point at this stage: its table, bus, queue, parameters', () => {
    expect(template.text(environment('grant-credits').TABLE_NAME)).toBe('Table');
    expect(template.text(environment('grant-credits').QUEUE_URL)).toBe('Queues/grant-credits/Queue');
    expect(template.text(environment('stripe-webhook').BUS_NAME)).toBe('Bus');
    expect(environment('auth')).toMatchObject({ STAGE: 'dev', PARAMETER_PATH: '/cue/dev/' });
    expect(environment('send-email').EMAIL_FROM).toBe('Cue <billing@cue.example>');
  });

  test('name the catalog that the bundle carries', () => {
    expect(environment('payments').PLANS_FILE).toBe('plans.json');
  });

  test('leave no secret in the template, whatever the environment of the deployment holds', () => {
    const text = JSON.stringify(template.template);
    expect(Object.keys(secrets)).toContain('STRIPE_WEBHOOK_SECRET');
    expect(text).not.toContain('secret-value-of');
    expect(text).not.toMatch(/\b(sk|rk|pk|whsec)_/);
    expect(text).not.toContain('localhost');
  });

  test('quieter than INFO do not silence the counters, which are INFO lines', () => {
    const levelOf = (LOG_LEVEL: string) => {
      const lambda = readTemplate({ LOG_LEVEL })
        .all('AWS::Lambda::Function')
        .find(({ path }) => path === 'grant-credits/Function');
      return [
        lambda?.properties.Environment.Variables.LOG_LEVEL,
        lambda?.properties.LoggingConfig.ApplicationLogLevel,
      ];
    };
    expect(levelOf('SILENT')).toEqual(['INFO', 'INFO']);
    expect(levelOf('ERROR')).toEqual(['INFO', 'INFO']);
    expect(levelOf('DEBUG')).toEqual(['DEBUG', 'DEBUG']);
  });
});

test('the functions of the template are those of the manifest and the one that uploads the site', () => {
  expect([...lambdas.keys()].sort()).toEqual(
    [
      ...manifest.map(([name]) => `${name}/Function`),
      'Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C',
    ].sort(),
  );
});

test('every log group forgets after a month, and every function has one', () => {
  for (const properties of groups.values()) expect(properties.RetentionInDays).toBe(30);
  for (const properties of lambdas.values()) {
    expect(groups.has(template.text(properties.LoggingConfig.LogGroup))).toBe(true);
  }
});
