import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

class Unreachable extends NodeHttpHandler {
  override async handle(): ReturnType<NodeHttpHandler['handle']> {
    throw new Error('connect ECONNREFUSED');
  }
}

let product: Product;
beforeAll(async () => {
  // Stripe's own deliveries never reach the bus, so that the reference is all that tells of the purchase.
  product = await startProduct({
    outsideFor: (name, environment) => ({
      ...lambdaOutside,
      environment,
      ...(name === 'stripe-webhook' ? { awsHttpHandler: new Unreachable() } : {}),
    }),
  });
});
afterAll(() => product.close());

test('an event too large for the bus is fetched by its id, and grants all the same', async () => {
  const buyer = await product.account('large@example.com');
  await product.buy(buyer, 25);
  const [event] = (await product.stripe.events.list({ type: 'checkout.session.completed' })).data;
  if (!event) throw new Error('Stripe has no event of the purchase');
  const { id, type, created, livemode } = event;
  const { addresses, settings, quiet } = product.cloud;
  const Detail = JSON.stringify({ object: 'event_reference', id, type, created, livemode });
  const entry = { EventBusName: settings.BUS_NAME, Source: 'stripe', DetailType: type, Detail };
  const bus = new EventBridgeClient({ endpoint: addresses.events });
  expect((await bus.send(new PutEventsCommand({ Entries: [entry] }))).FailedEntryCount).toBe(0);
  await quiet?.();
  expect((await buyer.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
  expect(await product.audit()).toEqual({ users: 1, entries: 1, differences: [] });
}, 20_000);
