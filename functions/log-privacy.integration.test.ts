import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Product, startProduct } from '../infra/testing/product.ts';

let product: Product;
const written: string[] = [];
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  }
  product = await startProduct({ given: { LOG_LEVEL: 'DEBUG' } });
});
afterAll(async () => {
  await product.close();
  jest.restoreAllMocks();
});

test('the logs of a sign-in, a purchase and its faults hold ids and decisions, and nothing personal or secret', async () => {
  const someone = await product.signedIn('ada@example.com');
  await product.signedIn('grace', 'github');
  await someone.call('PUT', '/api/auth/profile', { body: { companyName: 'Canary Works' } });
  await someone.call('POST', '/api/payments/create-one-time-payment', { body: { credits: 'Canary body' } });
  await product.newPerson().call('POST', '/api/webhooks/stripe', {
    body: { note: 'Canary payload' },
    headers: { 'stripe-signature': 't=1,v1=canarysignature' },
  });
  await product.newPerson().call('GET', '/auth/callback?code=canarycode&state=canarystate');
  await product.buy(someone, 25);
  await product.settled();

  const log = written.join('');
  for (const decision of [
    'Signed in',
    'Forwarding event',
    'Successfully processed',
    'Request refused',
    'Webhook refused',
  ]) {
    expect(log).toContain(`"message":"${decision}"`);
  }
  const token = /__Host-cue_session=usr_\w+\.([\w-]+)/.exec(someone.cookies.header())?.[1] ?? 'no session';
  const secrets = [
    token,
    'whsec_laptop',
    'sk_test_laptop',
    'laptop-only-session-secret',
    'cue-laptop-secret',
    '4242424242424242',
  ];
  const personal = ['ada@example.com', 'grace@example.com', 'Lovelace', 'Hopper', 'Canary', 'canary'];
  for (const word of [...secrets, ...personal])
    expect({ word, found: log.includes(word) }).toEqual({ word, found: false });
});
