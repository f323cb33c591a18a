import { expect, test } from '@jest/globals';
import { environmentOf } from './load-function.ts';

test('a function is given only the settings that the manifest lists for it', () => {
  const values = {
    STAGE: 'dev',
    STRIPE_WEBHOOK_SECRET: 'whsec_x',
    TABLE_NAME: 'cue-dev',
    EMAIL_FROM: 'Cue <a@b.example>',
  };
  expect(environmentOf('stripe-webhook', values)).toEqual({ STAGE: 'dev', STRIPE_WEBHOOK_SECRET: 'whsec_x' });
  expect(environmentOf('record-event', values)).toEqual({ STAGE: 'dev', TABLE_NAME: 'cue-dev' });
});

test('ids of prices, which the plan catalog names, reach those functions that the manifest says read them', () => {
  const values = { STRIPE_PRICE_ID_GOLD: 'price_gold', STAGE: 'dev' };
  expect(environmentOf('payments', values)).toEqual(values);
  expect(environmentOf('account', values)).toEqual({ STAGE: 'dev' });
});
