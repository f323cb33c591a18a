import { afterEach, expect, jest, test } from '@jest/globals';
import { systemClock } from '../../lib/platform/clock.ts';
import { outsideOf } from './command-outside.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

test('on AWS a command has the real time', async () => {
  expect((await outsideOf('prod')).clock).toBe(systemClock);
});

test('with a real Stripe account the laptop has the real time, too', async () => {
  jest.replaceProperty(process, 'env', {
    ...process.env,
    STRIPE_SECRET_KEY: 'sk_test_mine',
    STRIPE_API_URL: '',
  });
  expect((await outsideOf(undefined)).clock).toBe(systemClock);
});
