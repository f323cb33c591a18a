import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { lambdaOutside } from './outside.ts';
import { parseSettings, settingsReader } from './settings.ts';

const ssm = mockClient(SSMClient);
let nowMs = 0;
let stored: Record<string, string> = {};
beforeEach(() => {
  ssm.reset();
  nowMs = 1_000_000;
  ssm.on(GetParametersCommand).callsFake(({ Names }: { Names: string[] }) => ({
    Parameters: Names.filter((Name) => stored[Name] !== undefined).map((Name) => ({
      Name,
      Value: stored[Name],
    })),
    InvalidParameters: Names.filter((Name) => stored[Name] === undefined),
  }));
});

const names = ['STAGE', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_PUBLISHABLE_KEY'] as const;
const reader = (environment: Record<string, string> = {}) =>
  settingsReader(names, {
    ...lambdaOutside,
    environment: { PARAMETER_PATH: '/cue/prod/', ...environment },
    clock: { now: () => new Date(nowMs) },
  });

describe('settings kept in SSM', () => {
  test('are asked for once in five minutes, the ones that are not there too', async () => {
    stored = { '/cue/prod/STRIPE_WEBHOOK_SECRET': 'whsec_a' };
    const read = reader();
    for (let i = 0; i < 5; i += 1) {
      expect(await read()).toEqual({ STAGE: 'dev', STRIPE_WEBHOOK_SECRET: ['whsec_a'] });
      nowMs += 59_000;
    }
    expect(ssm.commandCalls(GetParametersCommand)).toHaveLength(1);
    expect(ssm.commandCalls(GetParametersCommand)[0]?.args[0].input).toEqual({
      Names: ['/cue/prod/STRIPE_WEBHOOK_SECRET', '/cue/prod/STRIPE_PUBLISHABLE_KEY'],
      WithDecryption: true,
    });
  });

  test('that were rotated are picked up after five minutes; unchanged ones stay the same object', async () => {
    stored = { '/cue/prod/STRIPE_WEBHOOK_SECRET': 'whsec_a' };
    const read = reader();
    const first = await read();
    nowMs += 300_000;
    expect(await read()).toBe(first);
    stored = { '/cue/prod/STRIPE_WEBHOOK_SECRET': 'whsec_a,whsec_b' };
    nowMs += 300_000;
    expect((await read()).STRIPE_WEBHOOK_SECRET).toEqual(['whsec_a', 'whsec_b']);
  });

  test('are not asked for when the environment has them, or where there is no SSM', async () => {
    expect(
      await reader({ STRIPE_WEBHOOK_SECRET: 'whsec_e', STRIPE_PUBLISHABLE_KEY: 'pk_test_e' })(),
    ).toMatchObject({
      STRIPE_WEBHOOK_SECRET: ['whsec_e'],
    });
    expect(await reader({ PARAMETER_PATH: '' })()).toEqual({ STAGE: 'dev' });
    expect(ssm.commandCalls(GetParametersCommand)).toHaveLength(0);
  });
});

test('all that is missing or wrong is named at once, and no value is told', () => {
  const values = { FRONTEND_URL: 'secret-looking', SESSION_SECRET_KEY: 'too short', STAGE: 'dev' };
  expect(() => parseSettings(['STAGE', 'FRONTEND_URL', 'SESSION_SECRET_KEY', 'TABLE_NAME'], values)).toThrow(
    /^Settings: FRONTEND_URL is not valid, SESSION_SECRET_KEY is not valid, TABLE_NAME is missing\. See \.env\.example\.$/,
  );
});
