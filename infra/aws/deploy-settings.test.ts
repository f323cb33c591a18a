import { describe, expect, test } from '@jest/globals';
import { readDeploySettings, stageGiven } from './deploy-settings.ts';

describe('settings of a deployment', () => {
  test('have a value for everything on stage dev, so that a first synth needs none', () => {
    expect(readDeploySettings({})).toEqual({
      stage: 'dev',
      emailFrom: 'Cue <billing@cue.example>',
      frontendUrl: undefined,
      backendUrl: undefined,
      plansFile: undefined,
      environment: {
        STAGE: 'dev',
        LOG_LEVEL: 'INFO',
        STRIPE_ENABLED: 'true',
        GOOGLE_ISSUER_URL: 'https://accounts.google.com',
        GITHUB_URL: 'https://github.com',
        GITHUB_API_URL: 'https://api.github.com',
        EMAIL_FROM: 'Cue <billing@cue.example>',
      },
    });
  });

  test('ask for the sender on any other stage, since mail from a made-up domain never leaves', () => {
    expect(() => readDeploySettings({ STAGE: 'prod' })).toThrow(
      'Settings: EMAIL_FROM is missing. See .env.example.',
    );
    expect(readDeploySettings({ STAGE: 'prod', EMAIL_FROM: 'a@b.example' }).emailFrom).toBe('a@b.example');
  });

  test.each([
    ['STAGE', 'Prod!'],
    ['LOG_LEVEL', 'LOUD'],
    ['STRIPE_ENABLED', 'yes'],
    ['FRONTEND_URL', 'cue.example'],
    ['BACKEND_URL', 'ftp://cue.example'],
  ])('refuse a wrong %s by its name, without its value', (name, value) => {
    expect(() => readDeploySettings({ [name]: value })).toThrow(
      `Settings: ${name} is not valid. See .env.example.`,
    );
  });

  test('take no secret and none of the addresses of a laptop', () => {
    const given = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_API_URL: 'http://localhost:12111' };
    expect(JSON.stringify(readDeploySettings(given))).not.toMatch(/sk_test_1|12111/);
  });
});

test('a deploy names its stage; a synth needs none', () => {
  expect(() => stageGiven('', undefined)).toThrow('Which stage? npm run deploy -- -c stage=prod, say.');
  expect(stageGiven('prod', 'dev')).toBe('prod');
  expect(stageGiven('', 'prod')).toBe('prod');
  expect(stageGiven(undefined, undefined)).toBeUndefined();
});
