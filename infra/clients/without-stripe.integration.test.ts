import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../testing/product.ts';
import { cue } from './cue.ts';
import { founder } from './founder.ts';
import { hive } from './hive.ts';
import { pageFetch } from './page-fetch.ts';

let product: Product;
let ada: Person;
beforeAll(async () => {
  product = await startProduct({ given: { STRIPE_ENABLED: 'false' } });
  ada = await product.signedIn('ada@example.com');
});
afterAll(() => product.close());

const pages = () => [product.cloud.addresses.api, pageFetch(ada, product.site)] as const;

test('front ends still show plans, balance and workflows, and hide all that sells', async () => {
  expect(await cue(...pages()).plans()).toEqual(['FREE', 'CORE', 'PRO', 'STUDIO']);
  expect(await cue(...pages()).checkout('CORE')).toBe('hidden');
  expect(await cue(...pages()).cancel()).toBe('hidden');
  expect(await cue(...pages()).status()).toBe('none');
  expect((await cue(...pages()).workflows(0, 50)).total).toBe(0);
  expect(await hive(...pages()).stripeKey()).toBe('hidden');
  expect(await hive(...pages()).buyCredits(25)).toEqual({ goTo: 'hidden' });
  expect(await hive(...pages()).buyTier('CORE')).toEqual({ goTo: 'hidden' });
  expect(await hive(...pages()).plan()).toBeNull();
  expect(await hive(...pages()).statement()).toEqual([]);
  expect(await founder(...pages()).choose('CORE')).toBe('hidden');
  expect(await founder(...pages()).dashboard()).toEqual({ plan: undefined, status: 'none' });
});

const sells: [method: string, path: string, body: object | undefined][] = [
  ['GET', '/api/payments/config', undefined],
  ['POST', '/api/payments/create-checkout-session', { tier: 'CORE' }],
  ['POST', '/api/v1/stripe/create-checkout-session', { tier_name: 'Core' }],
  ['POST', '/api/payments/create-checkout', { tier: 'CORE' }],
  ['POST', '/api/payments/create-one-time-payment', { credits: 25 }],
  ['POST', '/api/billing/purchase-tokens', { tokens: 25_000 }],
  ['POST', '/api/payments/create-subscription', { tier: 'CORE' }],
  ['POST', '/api/payments/change-plan', { tier: 'CORE' }],
  ['POST', '/api/payments/cancel-subscription', undefined],
  ['POST', '/api/payments/subscription/cancel', undefined],
  ['POST', '/api/payments/resume-subscription', undefined],
  ['POST', '/api/payments/portal', undefined],
  ['POST', '/api/webhooks/stripe', {}],
  ['POST', '/webhooks/stripe', {}],
  ['POST', '/api/payments/webhook', {}],
  ['POST', '/api/v1/stripe/webhook', {}],
];
test.each(sells)('%s %s says that Stripe is switched off', async (method, path, body) => {
  expect(await ada.call(method, path, body ? { body } : {})).toMatchObject({
    status: 503,
    json: { detail: 'Stripe integration is disabled', code: 'stripe_disabled' },
  });
});
