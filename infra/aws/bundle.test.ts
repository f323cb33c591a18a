import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { type FunctionName, functions } from '../manifest.ts';
import { bundle } from './bundle.ts';
import { weighBundle } from './bundle-weight.ts';
import { readDeploySettings } from './deploy-settings.ts';
import { CueStack } from './stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'cue-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** KB that each function may start with: a little above what it does. More is a slower start for everybody. */
const mostKilobytes: Record<FunctionName, number> = {
  auth: 310,
  account: 270,
  payments: 290,
  billing: 290,
  'stripe-webhook': 70,
  meta: 115,
  'record-event': 275,
  'grant-credits': 290,
  'send-email': 385,
  'reconcile-stripe': 300,
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
  ["Powertools' log and metrics", /^node_modules\/@aws-lambda-powertools\/(logger|metrics|parameters)\//],
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
    const script = "import('./index.mjs').then(({ handler }) => console.log(typeof handler))";
    const options = { cwd: join(folder, name), encoding: 'utf8', env: { AWS_REGION: 'us-east-1' } } as const;
    expect(execFileSync(process.execPath, ['--eval', script], options).trim()).toBe('function');
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.mjs'));
    const code = files.map((file) => readFileSync(join(folder, name, file), 'utf8')).join('');
    // What a bundle leaves out it asks of Node, and gets only what is part of it.
    expect(code.match(/(?:from|import)\s*\(?"(?!node:|\.\.?\/)[^"]*"/g) ?? []).toEqual([]);
  });
});

test('the webhook starts without an AWS client', () => {
  const { metafile } = bundle(functions['stripe-webhook'].entry, join(folder, 'again'));
  const { startSources } = weighBundle(metafile);
  expect(startSources.filter((path) => /node_modules\/(@aws-sdk|@smithy)\//.test(path))).toEqual([]);
});

test('each function of the template is deployed with its own code', () => {
  const app = new App({ context: cdkJson.context, outdir: join(folder, 'cdk.out') });
  const props = { deploy: readDeploySettings({}), siteFolder: import.meta.dirname, senderExists: false };
  const lambdas = Template.fromStack(new CueStack(app, props)).findResources('AWS::Lambda::Function');
  const own = Object.values(lambdas).filter(({ Properties }) => Properties.Handler === 'index.handler');
  const assets = new Set(own.map(({ Properties }) => JSON.stringify(Properties.Code)));
  expect(assets.size).toBe(names.length);
});
