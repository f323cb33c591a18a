import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { keys } from '../../lib/platform/keys.ts';
import { type Product, startProduct } from '../testing/product.ts';
import { type ProductSubscribers, productSubscribers } from '../testing/product-subscribers.ts';
import { spawnCommand } from './testing/spawn-command.ts';

jest.setTimeout(90_000);

const daySeconds = 86_400;

let product: Product;
let people: ProductSubscribers;
beforeAll(async () => {
  product = await startProduct();
  people = productSubscribers(product);
  // What happens from here on is in the future for the command, which keeps the real time: no event of it is young.
  await people.pass(2 * daySeconds);
});
afterAll(() => product.close());

/** The command as an operator types it, against this product instead of the laptop's usual ports. */
function reconcile(...args: string[]) {
  const { settings } = product.cloud;
  const given = Object.entries(settings).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return spawnCommand({ file: 'reconcile.ts', args, environment: Object.fromEntries(given) });
}

test('--dry-run prints what differs and what mends it; --apply does that; then all is well', async () => {
  const someone = await people.subscriber('drifts@operator.example');
  await product.settled();
  const { userId, subscriptionId } = someone;
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
      '0 events at Stripe; 0 of them had got lost; --apply puts them on the bus',
      missing,
      '  --apply puts on the bus: a reference to it',
      ...staff,
      'Compared with Stripe: 2; 2 differ\n',
    ].join('\n'),
  });
  expect(await people.rowOf(someone)).toBeUndefined();
  await people.table.remove({ Key: keys.subscription(userId, 'sub_gone') });

  const applied = await reconcile('--apply', '--since', '7d');
  expect(applied.status).toBe(1);
  expect(applied.output).toContain(`${missing}\n  on the bus now: drift_${subscriptionId}_`);
  expect(applied.output).toContain('Run this again in a minute, to compare what they change.');
  await product.settled();
  expect(await people.rowOf(someone)).toMatchObject({ status: 'active' });
  expect(await reconcile('--dry-run')).toEqual({
    status: 0,
    output: [
      '0 events at Stripe; 0 of them had got lost; --apply puts them on the bus',
      'Compared with Stripe: 1; all are as Stripe has them\n',
    ].join('\n'),
  });
});

test('without either it only tells what differs, as the hourly run does', async () => {
  const someone = await people.subscriber('told@operator.example');
  await product.settled();
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
