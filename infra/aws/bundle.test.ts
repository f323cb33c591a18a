import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { type FunctionName, functions } from '../manifest.ts';
import { bundle } from './bundle.ts';
import { weighBundle } from './bundle-weight.ts';
import { readDeploySettings } from './deploy-settings.ts';
import { CueFunction } from './functions.ts';

const folder = mkdtempSync(join(tmpdir(), 'cue-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** KB that each function may start with: a little above what it does. More is a slower start for everybody. */
const mostKilobytes: Record<FunctionName, number> = {
  auth: 308,
  account: 308,
  credentials: 294,
  payments: 338,
  billing: 302,
  workflows: 493,
  admin: 342,
  'stripe-webhook': 71,
  meta: 134,
  'record-event': 261,
  'grant-credits': 305,
  'sync-subscription': 281,
  'provision-account': 281,
  'send-email': 402,
  'grant-months': 258,
  'release-holds': 250,
  'send-due-emails': 335,
  'count-metrics': 263,
  'end-subscriptions': 246,
  'erase-accounts': 273,
  'reconcile-stripe': 318,
};

/** What no function may start with: clients of rare paths, and packages that slimmer ones stand in for. */
const neverAtStart: [what: string, source: RegExp][] = [
  ["Stripe's whole client", /^node_modules\/stripe\/esm\/(stripe\.|resources)/],
  ['SSM, whose settings it reads later', /^node_modules\/@aws-sdk\/client-ssm\//],
  ['SQS, to hide what failed', /^node_modules\/@aws-sdk\/client-sqs\//],
  ['EventBridge', /^node_modules\/@aws-sdk\/client-eventbridge\//],
  [
    'credentials that Lambda does not have',
    /^node_modules\/@aws-sdk\/(nested-clients|credential-provider-(?!env))/,
  ],
  ['zod with all its methods', /^node_modules\/zod\/v4\/classic\//],
];

const names = Object.keys(functions) as FunctionName[];

describe.each(names)('the bundle of %s', (name) => {
  const { metafile } = bundle(functions[name].entry, join(folder, name));
  const { startKilobytes, startSources } = weighBundle(metafile);

  test('starts with no more than it has to', () => {
    expect(Math.round(startKilobytes)).toBeLessThanOrEqual(mostKilobytes[name]);
    const tooMuch = neverAtStart.filter(([, source]) => startSources.some((path) => source.test(path)));
    expect(tooMuch.map(([what]) => what)).toEqual([]);
  });

  test('runs where there are no packages', () => {
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    const leftOut = imports.flatMap(({ path, external }) => (external ? [path] : []));
    expect(leftOut.filter((path) => !isBuiltin(path))).toEqual([]);
    // By `import` it would load Node's fetch client too.
    expect(leftOut.filter((path) => /^(node:)?http$/.test(path))).toEqual([]);
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.mjs'));
    const importAll = files.map((file) => `await import('./${file}');`).join('');
    const script = `${importAll} console.log(typeof (await import('./index.mjs')).handler);`;
    const options = { cwd: join(folder, name), encoding: 'utf8', env: { AWS_REGION: 'us-east-1' } } as const;
    const node = ['--input-type=module', '--eval', script];
    expect(execFileSync(process.execPath, node, options).trim()).toBe('function');
  });
});

test('the webhook starts without an AWS client', () => {
  const { metafile } = bundle(functions['stripe-webhook'].entry, join(folder, 'again'));
  const { startSources } = weighBundle(metafile);
  expect(startSources.filter((path) => /node_modules\/(@aws-sdk|@smithy)\//.test(path))).toEqual([]);
});

test('functions are deployed with their own code', () => {
  const stack = new Stack(new App({ outdir: join(folder, 'cdk.out') }), 'Two');
  const shared = {
    deploy: readDeploySettings({}),
    table: TableV2.fromTableName(stack, 'Table', 'table'),
    bus: EventBus.fromEventBusName(stack, 'Bus', 'bus'),
    sender: EmailIdentity.fromEmailIdentityName(stack, 'Sender', 'cue.example'),
  };
  for (const name of ['meta', 'stripe-webhook'] as const) {
    new CueFunction(stack, name, { ...shared, entry: functions[name] });
  }
  const lambdas = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  const [one, other] = lambdas.map(({ Properties }) => Properties.Code);
  expect(one).toHaveProperty('S3Key');
  expect(one).not.toEqual(other);
});
