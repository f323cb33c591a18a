import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { keys } from '../../lib/platform/keys.ts';
import { type Product, startProduct } from '../testing/product.ts';
import {
  type ProductSubscriber,
  type ProductSubscribers,
  productSubscribers,
} from '../testing/product-subscribers.ts';
import { spawnCommand } from './testing/spawn-command.ts';

jest.setTimeout(90_000);

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;

let product: Product;
let people: ProductSubscribers;
beforeAll(async () => {
  product = await startProduct();
  people = productSubscribers(product);
  // Whatever the command finds below, it finds by the clock of the laptop cloud, which is not the real one.
  await people.pass(40 * daySeconds);
});
afterAll(() => product.close());

/** The command as an operator types it, against this product instead of the laptop's usual ports. */
function reconcile(...args: string[]) {
  const { settings } = product.cloud;
  const given = Object.entries(settings).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return spawnCommand({ file: 'reconcile.ts', args, environment: Object.fromEntries(given) });
}

/** The newest that tells of a subscription: Stripe lists that first. */
async function newestEventOf({ subscriptionId }: ProductSubscriber): Promise<string> {
  const { data } = await product.stripe.events.list({
    types: ['customer.subscription.created', 'customer.subscription.updated'],
    limit: 100,
  });
  const found = data.find((event) => 'id' in event.data.object && event.data.object.id === subscriptionId);
  if (!found) throw new Error(`Stripe told nothing of ${subscriptionId}`);
  return found.id;
}

test('--dry-run prints what differs and what mends it; --apply does that; then all is well', async () => {
  const someone = await people.subscriber('drifts@operator.example');
  await product.settled();
  const { userId, subscriptionId } = someone;
  // Younger events may still be on their way, and what they tell of is left alone.
  await people.pass(2 * hourSeconds);
  const newest = await newestEventOf(someone);
  await people.table.remove({ Key: keys.subscription(userId, subscriptionId) });
  const gone = {
    ...keys.subscription(userId, 'sub_gone'),
    userId,
    subscriptionId: 'sub_gone',
    status: 'active',
  };
  await people.table.put({ Item: gone });
  const missing = `${subscriptionId}  ${userId}  There is no row of it here; Stripe has it as active at CORE`;
  const staff = [
    `sub_gone  ${userId}  It is active here, and Stripe has no such subscription`,
    '  for staff, not_at_stripe: Stripe knows no such object, though an event told of it',
  ];
  expect(await reconcile('--dry-run')).toEqual({
    status: 1,
    output: [
      '4 events at Stripe; 0 of them had got lost; --apply puts them on the bus',
      missing,
      `  --apply puts on the bus: ${newest}`,
      ...staff,
      'Compared with Stripe: 3; 2 differ\n',
    ].join('\n'),
  });
  expect(await people.rowOf(someone)).toBeUndefined();
  await people.table.remove({ Key: keys.subscription(userId, 'sub_gone') });

  const applied = await reconcile('--apply', '--since', '7d');
  expect(applied.status).toBe(1);
  expect(applied.output).toContain(`${missing}\n  on the bus now: ${newest}`);
  expect(applied.output).toContain('Run this again in a minute, to compare what they change.');
  await product.settled();
  expect(await people.rowOf(someone)).toMatchObject({ status: 'active' });
  expect(await reconcile('--dry-run')).toEqual({
    status: 0,
    output: [
      '4 events at Stripe; 0 of them had got lost; --apply puts them on the bus',
      'Compared with Stripe: 3; all are as Stripe has them\n',
    ].join('\n'),
  });
});

test('without either it only tells what differs, as the hourly run does', async () => {
  const someone = await people.subscriber('told@operator.example');
  await product.settled();
  await people.pass(2 * hourSeconds);
  await people.table.remove({ Key: keys.subscription(someone.userId, someone.subscriptionId) });
  const { status, output } = await reconcile('--since', '1d');
  expect(status).toBe(1);
  expect(output).toContain('npm run reconcile -- --apply mends it');
  await product.settled();
  expect(await people.rowOf(someone)).toBeUndefined();
});

test('takes one of --dry-run and --apply, and a time that it can read', async () => {
  expect(await reconcile('--dry-run', '--apply')).toEqual({
    status: 2,
    output: '--dry-run changes nothing, --apply does: give one of them\n',
  });
  expect(await reconcile('--apply', '--since', 'yesterday')).toEqual({
    status: 2,
    output: '--since yesterday is no time like 72h or 7d\n',
  });
});

test('an event that got lost is found by the clock that was moved, and brought in', async () => {
  const someone = await people.subscriber('lost@operator.example');
  await product.settled();
  await people.pass(2 * hourSeconds);
  const newest = await newestEventOf(someone);
  await people.table.remove({ Key: keys.event(newest) });
  await people.table.remove({ Key: keys.eventConsumer(newest, 'sync-subscription') });
  const seen = await reconcile('--dry-run', '--since', '3h');
  expect(seen.status).toBe(1);
  expect(seen.output).toContain('1 of them had got lost; --apply puts them on the bus');
  const applied = await reconcile('--apply', '--since', '3h');
  expect(applied.output).toContain('1 of them had got lost and are on the bus now');
  await product.settled();
  expect(await people.table.get(keys.event(newest))).toBeDefined();
});
