import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

/** Answers the webhook's next calls to EventBridge as an outage does, then lets them through. */
class Outage extends NodeHttpHandler {
  remaining = 0;

  override async handle(
    ...[request, options]: Parameters<NodeHttpHandler['handle']>
  ): ReturnType<NodeHttpHandler['handle']> {
    if (this.remaining === 0) return super.handle(request, options);
    this.remaining -= 1;
    throw new Error('connect ECONNREFUSED');
  }
}

const outage = new Outage();
let product: Product;
beforeAll(async () => {
  product = await startProduct({
    outsideFor: (name, environment) => ({
      ...lambdaOutside,
      environment,
      ...(name === 'stripe-webhook' ? { awsHttpHandler: outage } : {}),
    }),
  });
});
afterAll(() => product.close());

test('while the bus is down Stripe is told to send again, and nothing is lost once it does', async () => {
  const buyer = await product.account('buyer@example.com');
  outage.remaining = 12;
  expect((await product.buy(buyer, 25)).status).toBe(303);
  await product.settled(40_000);
  expect(outage.remaining).toBe(0);
  expect((await buyer.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
  expect(await product.audit()).toEqual({ users: 1, entries: 1, differences: [] });
}, 60_000);
