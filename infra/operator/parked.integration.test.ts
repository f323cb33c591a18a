import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { keys } from '../../lib/platform/keys.ts';
import { createTable, type Item, type Table } from '../../lib/platform/table.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { type Person, type Product, startProduct } from '../testing/product.ts';

jest.setTimeout(60_000);

let product: Product;
let table: Table;
beforeAll(async () => {
  product = await startProduct();
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = product.cloud.settings;
  table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside);
});
afterAll(() => product.close());

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** The command as an operator types it, against this product instead of the laptop's usual ports. */
async function parked(...command: string[]): Promise<Run> {
  const { addresses } = product.cloud;
  const env = {
    ...process.env,
    DYNAMODB_ENDPOINT: addresses.table,
    EVENTBRIDGE_ENDPOINT: addresses.events,
    SQS_ENDPOINT: addresses.events,
    STRIPE_API_URL: addresses.stripe,
  };
  const args = [new URL('./parked.ts', import.meta.url).pathname, ...command];
  const run = promisify(execFile)(process.execPath, args, { env });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

const balanceOf = async (someone: Person) =>
  (await someone.call<{ balance: number }>('GET', '/api/billing/credits')).json.balance;

/** A purchase whose customer nobody knows: its event is parked at both consumers. */
async function purchaseOfUnknownCustomer(email: string) {
  const someone = await product.account(email);
  await product.buy(someone, 25);
  const [customer] = (await product.stripe.customers.list({ email })).data;
  const key = keys.customer(customer?.id ?? '');
  const row = await table.remove({ Key: key });
  await product.settled();
  const events = await product.stripe.events.list({ type: 'checkout.session.completed', limit: 1 });
  return { someone, eventId: events.data[0]?.id ?? '', row: row as Item };
}

async function withParkedPurchase(email: string) {
  // The customer's row is taken away while the event waits at Stripe.
  await product.simulator('/_sim/webhooks', { delayMs: 300 });
  try {
    return await purchaseOfUnknownCustomer(email);
  } finally {
    await product.simulator('/_sim/webhooks', {});
  }
}

test('one parked event is shown, mended, redriven twice and done once', async () => {
  const { someone, eventId, row } = await withParkedPurchase('one@example.com');
  expect(await balanceOf(someone)).toBe(0);
  const { stdout: list } = await parked('list');
  expect(list).toContain(`${eventId}  checkout.session.completed  at grant-credits  unknown_customer:`);
  expect(list).toContain('2 parked');
  expect((await parked('show', eventId)).stdout).toContain('"object": "checkout.session"');

  await table.put({ Item: row });
  // The consumer is kept from the first until the second is on the bus too.
  for (const _ of [1, 2]) expect((await parked('redrive', eventId)).stdout).toContain('Redriven: 1');
  await product.settled();
  expect(await balanceOf(someone)).toBe(25);
  expect((await parked('list')).stdout).toBe('Nothing is parked\n');
  expect((await parked('redrive', eventId)).stdout).toBe('Nothing to redrive\n');
  expect((await product.audit()).differences).toEqual([]);
});

test('all of a reason are redriven at once; what is not mended is parked again', async () => {
  const mended = await withParkedPurchase('mended@example.com');
  const other = await withParkedPurchase('other@example.com');
  const still = await withParkedPurchase('still@example.com');
  await table.put({ Item: mended.row });
  await table.put({ Item: other.row });
  expect((await parked('redrive', '--reason', 'amount_differs')).stdout).toBe('Nothing to redrive\n');
  expect((await parked('redrive', '--reason', 'unknown_customer')).stdout).toContain('Redriven: 3');
  await product.settled();
  expect([await balanceOf(mended.someone), await balanceOf(other.someone)]).toEqual([25, 25]);
  expect(await balanceOf(still.someone)).toBe(0);
  const { stdout } = await parked('list', '--reason', 'unknown_customer');
  expect(stdout).toContain(still.eventId);
  expect(stdout).not.toContain(mended.eventId);
  expect(stdout).toContain('2 parked');
});

test.each([
  [['frobnicate'], 'Usage: npm run parked'],
  [['show'], 'Usage: npm run parked'],
  [['redrive'], 'Which events? One of: an id, --reason, --all'],
  [['redrive', 'evt_1', '--all'], 'Which events? One of: an id, --reason, --all'],
  [['list', 'evt_1'], 'Usage: npm run parked'],
  [['list', '--reason', 'nonsense'], 'There is no reason nonsense. Reasons: unreadable, other_mode'],
  [['list', '--nonsense'], "Unknown option '--nonsense'"],
  [['list', '--stage', 'Prod 1'], 'Prod 1 is no stage'],
])('%j is told how to do it', async (command, words) => {
  const { code, stdout, stderr } = await parked(...command);
  expect(code).toBe(2);
  expect(stdout + stderr).toContain(words);
});
