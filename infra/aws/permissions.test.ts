import { describe, expect, test } from '@jest/globals';
import { functions } from '../manifest.ts';
import { readTemplate } from './read-template.ts';

const template = readTemplate();

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** `dynamodb:GetItem Table`: each action that a role allows, with what it allows it on. */
const allowsByRole = new Map(
  template.all('AWS::IAM::Policy').map(({ properties }) => {
    const statements: Statement[] = properties.PolicyDocument.Statement;
    const allows = statements.flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) =>
        list(Resource).map((resource) => `${action} ${template.text(resource)}`),
      ),
    );
    return [template.text(properties.Roles[0]), allows.sort()];
  }),
);

const logs = (name: string) => [`logs:CreateLogStream ${name}/Logs`, `logs:PutLogEvents ${name}/Logs`];
const table = (...actions: string[]) => actions.map((action) => `dynamodb:${action} Table`);
const parameters = (...names: string[]) =>
  names.map((name) => `ssm:GetParameters arn:<Partition>:ssm:<Region>:<AccountId>:parameter/cue/dev/${name}`);
const ownQueue = (name: string) =>
  ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'].map(
    (action) => `sqs:${action} Queues/${name}/Queue`,
  );

const allowed: Record<keyof typeof functions, string[]> = {
  auth: [
    ...table('BatchGetItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'),
    ...parameters('BACKEND_URL', 'FRONTEND_URL', 'IDENTITY_HASH_KEY', 'SESSION_SECRET_KEY'),
    ...parameters('GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'),
  ],
  account: [
    ...table(
      'BatchGetItem',
      'BatchWriteItem',
      'ConditionCheckItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'UpdateItem',
    ),
    ...parameters('FRONTEND_URL', 'IDENTITY_HASH_KEY', 'SESSION_SECRET_KEY', 'STRIPE_SECRET_KEY'),
  ],
  credentials: [
    ...table('BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...parameters('CREDENTIALS_ENCRYPTION_KEYS', 'FRONTEND_URL'),
  ],
  payments: [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...parameters('FRONTEND_URL', 'IDENTITY_HASH_KEY', 'SESSION_SECRET_KEY', 'STRIPE_PORTAL_CONFIGURATION'),
    ...parameters('STRIPE_PRICE_ID_*', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_SECRET_KEY'),
  ],
  billing: [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...parameters('FRONTEND_URL', 'SESSION_SECRET_KEY'),
  ],
  workflows: [
    ...table('BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...parameters('FRONTEND_URL', 'OPENAI_API_KEY', 'SESSION_SECRET_KEY'),
  ],
  admin: [
    ...table('BatchGetItem', 'ConditionCheckItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'),
    'dynamodb:Query Table/index/staff',
    'events:PutEvents Bus',
    ...parameters('FRONTEND_URL', 'SESSION_SECRET_KEY', 'STRIPE_SECRET_KEY'),
  ],
  'stripe-webhook': ['events:PutEvents Bus', ...parameters('FRONTEND_URL', 'STRIPE_WEBHOOK_SECRET')],
  meta: [
    ...table('DescribeTable'),
    'events:DescribeEventBus Bus',
    'ses:GetAccount *',
    ...parameters('BACKEND_URL', 'FRONTEND_URL', 'STRIPE_SECRET_KEY'),
  ],
  'record-event': [...table('PutItem'), ...parameters('STRIPE_SECRET_KEY'), ...ownQueue('record-event')],
  'grant-credits': [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...parameters('IDENTITY_HASH_KEY', 'STRIPE_PRICE_ID_*', 'STRIPE_SECRET_KEY'),
    ...ownQueue('grant-credits'),
  ],
  'sync-subscription': [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...parameters('STRIPE_PRICE_ID_*', 'STRIPE_SECRET_KEY'),
    ...ownQueue('sync-subscription'),
  ],
  'provision-account': [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...parameters('FRONTEND_URL', 'STRIPE_PRICE_ID_*', 'STRIPE_SECRET_KEY'),
    ...ownQueue('provision-account'),
  ],
  'send-email': [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'ses:SendEmail arn:<Partition>:ses:<Region>:<AccountId>:identity/Sender',
    ...parameters('FRONTEND_URL', 'STRIPE_PRICE_ID_*', 'STRIPE_SECRET_KEY'),
    ...ownQueue('send-email'),
  ],
  'grant-months': [
    ...table('BatchGetItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table/index/staff',
  ],
  'release-holds': [...table('Query', 'UpdateItem'), 'dynamodb:Query Table/index/staff'],
  'send-due-emails': [
    ...table('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table/index/staff',
    'ses:SendEmail arn:<Partition>:ses:<Region>:<AccountId>:identity/Sender',
    ...parameters('FRONTEND_URL'),
  ],
  'count-metrics': [...table('GetItem', 'PutItem', 'Scan'), ...parameters('STRIPE_SECRET_KEY')],
  'end-subscriptions': [
    ...table('DeleteItem', 'GetItem', 'Query'),
    'dynamodb:Query Table/index/staff',
    ...parameters('STRIPE_SECRET_KEY'),
  ],
  'erase-accounts': [
    ...table('BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    'dynamodb:Query Table/index/staff',
    ...parameters('STRIPE_SECRET_KEY'),
  ],
  'reconcile-stripe': [
    ...table('BatchGetItem', 'GetItem', 'PutItem', 'Query'),
    'events:PutEvents Bus',
    ...parameters('IDENTITY_HASH_KEY', 'STRIPE_PRICE_ID_*', 'STRIPE_SECRET_KEY'),
  ],
};

describe('roles', () => {
  test.each(Object.entries(allowed))('%s may do this and nothing else', (name, lines) => {
    expect(allowsByRole.get(`${name}/Role`)).toEqual([...lines, ...logs(name)].sort());
  });

  test('there is one for each function, one for the upload of the site, and no managed policy', () => {
    const roles = template.all('AWS::IAM::Role');
    expect(roles.map(({ path }) => path).sort()).toEqual(
      [...Object.keys(functions).map((name) => `${name}/Role`), 'Site/Upload/Role'].sort(),
    );
    expect(template.all('AWS::IAM::Policy')).toHaveLength(roles.length);
    expect([...allowsByRole.keys()].sort()).toEqual(roles.map(({ path }) => path).sort());
    for (const { properties } of roles) {
      expect(properties.ManagedPolicyArns).toBeUndefined();
      expect(properties.Policies).toBeUndefined();
      expect(properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
      ]);
    }
  });

  test('the keys that credentials are encrypted with are read by one function only', () => {
    const readers = [...allowsByRole].filter(([, lines]) =>
      lines.some((line) => line.includes('CREDENTIALS_ENCRYPTION_KEYS')),
    );
    expect(readers.map(([role]) => role)).toEqual(['credentials/Role']);
  });

  test('the webhook reaches neither the table nor mail nor another secret', () => {
    const lines = allowsByRole.get('stripe-webhook/Role') ?? [];
    expect(lines.filter((line) => /dynamodb|ses:|SECRET_KEY/.test(line))).toEqual([]);
  });

  test('only what counts reads through the whole table', () => {
    const scanning = [...allowsByRole].filter(([, lines]) => lines.some((line) => line.includes('Scan')));
    expect(scanning.map(([role]) => role).sort()).toEqual(['admin/Role', 'count-metrics/Role']);
  });

  test('wildcards are these and no others', () => {
    const lines = [...allowsByRole].flatMap(([role, allows]) =>
      allows.map((line) => [role, ...line.split(' ')]),
    );
    const wildActions = lines
      .filter(([, action]) => action?.includes('*'))
      .map(([role, action]) => `${role} ${action}`);
    const wildResources = lines
      .filter(([, , resource]) => resource?.includes('*'))
      .map(([role, , resource]) => `${role} ${resource}`);
    expect([...new Set(wildActions)]).toEqual([
      'Site/Upload/Role s3:Abort*',
      'Site/Upload/Role s3:DeleteObject*',
      'Site/Upload/Role s3:GetBucket*',
      'Site/Upload/Role s3:GetObject*',
      'Site/Upload/Role s3:List*',
    ]);
    const priceIds = 'arn:<Partition>:ssm:<Region>:<AccountId>:parameter/cue/dev/STRIPE_PRICE_ID_*';
    expect([...new Set(wildResources)]).toEqual([
      `payments/Role ${priceIds}`,
      'meta/Role *',
      `grant-credits/Role ${priceIds}`,
      `sync-subscription/Role ${priceIds}`,
      `provision-account/Role ${priceIds}`,
      `send-email/Role ${priceIds}`,
      `reconcile-stripe/Role ${priceIds}`,
      'Site/Upload/Role Site/Bucket/*',
      'Site/Upload/Role arn:<Partition>:s3:::cdk-hnb659fds-assets-<AccountId>-<Region>/*',
    ]);
  });

  test('each statement allows; a Deny would make the lists above say too much', () => {
    const effects = template
      .all('AWS::IAM::Policy')
      .flatMap(({ properties }) =>
        properties.PolicyDocument.Statement.map((statement: Statement) => statement.Effect),
      );
    expect(new Set(effects)).toEqual(new Set(['Allow']));
  });
});

describe('a model of Bedrock', () => {
  const asked = (given: Record<string, string>) =>
    readTemplate(given)
      .all('AWS::IAM::Policy')
      .flatMap(({ properties }) => properties.PolicyDocument.Statement as Statement[])
      .filter(({ Action }) => list(Action).some((action) => action.startsWith('bedrock:')))
      .flatMap(({ Action, Resource }) =>
        list(Resource).map((resource) => `${Action} ${template.text(resource)}`),
      );

  test('may be asked by nobody while workflows are generated without one', () => {
    expect(asked({ BEDROCK_MODEL_ID: 'amazon.nova-pro-v1:0' })).toEqual([]);
    expect(asked({ WORKFLOW_GENERATOR: 'openai', OPENAI_MODEL: 'm' })).toEqual([]);
  });

  test('is the one that the deployment names, and no other', () => {
    expect(asked({ WORKFLOW_GENERATOR: 'bedrock', BEDROCK_MODEL_ID: 'amazon.nova-pro-v1:0' })).toEqual([
      'bedrock:InvokeModel arn:<Partition>:bedrock:<Region>::foundation-model/amazon.nova-pro-v1:0',
    ]);
  });

  test('behind an inference profile is asked through that', () => {
    expect(asked({ WORKFLOW_GENERATOR: 'bedrock', BEDROCK_MODEL_ID: 'eu.amazon.nova-pro-v1:0' })).toEqual([
      'bedrock:InvokeModel arn:<Partition>:bedrock:<Region>:<AccountId>:inference-profile/eu.amazon.nova-pro-v1:0',
      'bedrock:InvokeModel arn:<Partition>:bedrock:*::foundation-model/amazon.nova-pro-v1:0',
    ]);
  });
});
