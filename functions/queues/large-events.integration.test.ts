import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

test('an event too large for the bus is fetched by its id, and grants all the same', async () => {
  const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  const buyer = await product.account('large@example.com');
  await product.buy(buyer, 25);
  await product.settled();
  const [event] = (await product.stripe.events.list({ type: 'checkout.session.completed' })).data;
  if (!event) throw new Error('Stripe has no event of the purchase');
  const { id, type, created, livemode } = event;
  // The same purchase told once more, as the webhook tells of a large event: nothing twice, and nothing failed.
  const bus = new EventBridgeClient({ endpoint: product.cloud.addresses.events });
  const Detail = JSON.stringify({ object: 'event_reference', id, type, created, livemode });
  const EventBusName = product.cloud.settings.BUS_NAME;
  const answer = await bus.send(
    new PutEventsCommand({ Entries: [{ EventBusName, Source: 'stripe', DetailType: type, Detail }] }),
  );
  expect(answer.FailedEntryCount).toBe(0);
  await product.settled();
  expect(await product.audit()).toEqual({ users: 1, entries: 1, differences: [] });
});
