import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { planDeps } from '../plans/plan-deps.ts';
import { lambdaOutside } from '../platform/outside.ts';
import { createStripe } from '../platform/stripe.ts';
import { createTable } from '../platform/table.ts';
import { differenceOf } from './compare-with-stripe.ts';

/** What the simulator cannot be made to say. */
const answers: Record<string, object> = {
  '/v1/refunds/re_new': {
    id: 're_new',
    object: 'refund',
    status: 'levitating',
    amount: 500,
    currency: 'usd',
  },
  '/v1/invoices/in_new': { id: 'in_new', object: 'invoice', status: 'floating' },
  '/v1/checkout/sessions/cs_new': { id: 'cs_new', object: 'checkout.session', paid: 'perhaps' },
};

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answers[request.url ?? '']));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each([
  ['re_new', 'The refund has a status that is not known: levitating', 'unknown_status'],
  ['cs_new', 'The session has a shape that is not known', 'unreadable'],
  ['in_new', 'The invoice has a shape that is not known', 'unreadable'],
])(
  '%s, which this version cannot read, is told as different and not passed over',
  async (id, words, staff) => {
    const STRIPE_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stripe = createStripe({ STRIPE_ENABLED: true, STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_API_URL });
    const world = { settings: { STAGE: 'dev', PLANS_FILE: undefined }, outside: lambdaOutside };
    const deps = {
      table: createTable(
        { TABLE_NAME: 'nobody-asks', DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' },
        lambdaOutside,
      ),
      stripe,
      ...planDeps(world, stripe),
      trialKey: 'a key of no value',
      outside: lambdaOutside,
    };
    expect(await differenceOf(deps, id)).toEqual({ stripeId: id, ours: undefined, words, staff });
  },
);
