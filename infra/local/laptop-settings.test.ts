import { describe, expect, test } from '@jest/globals';
import { givenSettings, replacedParts, settingsFor } from './laptop-settings.ts';
import { laptopPorts } from './ports.ts';

const addresses = {
  api: 'http://localhost:8000',
  table: 'http://localhost:8001',
  events: 'http://localhost:8002',
  mailbox: 'http://localhost:8005',
  google: 'http://localhost:8006',
  github: 'http://localhost:8007',
  stripe: 'http://localhost:12111',
};
const settingsWith = (environment: Record<string, string>) => {
  const given = givenSettings(environment);
  return settingsFor(given, addresses, replacedParts(given, laptopPorts));
};

describe('what is given wins', () => {
  test('the environment over .env, and an empty value is none', () => {
    const given = givenSettings(
      { EMAIL_FROM: 'file', STAGE: 'one' },
      { EMAIL_FROM: 'environment', STAGE: '' },
    );
    expect(given).toEqual({ EMAIL_FROM: 'environment', STAGE: 'one' });
  });

  test('over the laptop value, for any setting', () => {
    expect(settingsWith({ STRIPE_WEBHOOK_SECRET: 'whsec_a,whsec_b' })).toMatchObject({
      STRIPE_WEBHOOK_SECRET: 'whsec_a,whsec_b',
      STRIPE_API_URL: 'http://localhost:12111',
    });
  });
});

test('a price id that the plan catalog names is passed on, whatever its name', () => {
  expect(settingsWith({ STRIPE_PRICE_ID_GOLD: 'price_gold', STRIPE_PRICE: 'x' })).toMatchObject({
    STRIPE_PRICE_ID_GOLD: 'price_gold',
  });
  expect(givenSettings({ STRIPE_PRICE: 'x' })).toEqual({});
});

test('a setting that is not valid is named in one line, without its value', () => {
  expect(() => givenSettings({ BACKEND_URL: 'ftp://me' })).toThrow(
    'Settings: BACKEND_URL is not valid. See .env.example.',
  );
});

test('bus and queues can only be replaced together', () => {
  expect(() => givenSettings({ SQS_ENDPOINT: 'http://localhost:4566' })).toThrow('set both or neither');
});

describe('each part gives way on its own to the real thing', () => {
  const replacedBy = (environment: Record<string, string>) => [
    ...replacedParts(givenSettings(environment), laptopPorts),
  ];

  test.each([
    [{ DYNAMODB_ENDPOINT: 'http://localhost:9000' }, ['table']],
    [{ SES_ENDPOINT: 'https://email.eu-west-1.amazonaws.com' }, ['mailbox']],
    [{ EVENTBRIDGE_ENDPOINT: 'http://localhost:4566', SQS_ENDPOINT: 'http://localhost:4566' }, ['events']],
    [{ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' }, ['google']],
    [{ GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }, ['github']],
    [{ STRIPE_SECRET_KEY: 'sk_test_mine' }, ['stripe']],
    [{ STRIPE_SECRET_KEY: 'sk_test_mine', STRIPE_API_URL: 'http://localhost:12111' }, []],
    [{ DYNAMODB_ENDPOINT: 'http://127.0.0.1:8001' }, []],
    [{}, []],
  ])('%j', (environment, parts) => {
    expect(replacedBy(environment)).toEqual(parts);
  });

  test('real Google is reached at its own address, real Stripe at its own', () => {
    const google = settingsWith({ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' });
    expect(google.GOOGLE_ISSUER_URL).toBeUndefined();
    expect(google.GITHUB_URL).toBe('http://localhost:8007');
    expect(settingsWith({ STRIPE_SECRET_KEY: 'sk_test_mine' }).STRIPE_API_URL).toBeUndefined();
  });
});
