import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../testing/product.ts';
import { spawnCommand } from './testing/spawn-command.ts';

jest.setTimeout(60_000);

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

/** The command as an operator types it, against this product instead of the laptop's usual ports. */
function admin(...args: string[]) {
  const { table, events, stripe } = product.cloud.addresses;
  const environment = {
    DYNAMODB_ENDPOINT: table,
    EVENTBRIDGE_ENDPOINT: events,
    SQS_ENDPOINT: events,
    STRIPE_API_URL: stripe,
  };
  return spawnCommand({ file: 'admin.ts', args, environment });
}
const idOf = async (someone: Person) => (await someone.call('GET', '/api/auth/user')).json.id;
const trailStatus = async (someone: Person) => (await someone.call('GET', '/api/admin/audit')).status;

test('makes an admin of somebody who has signed in, tells who they are, and ends it; each is in the trail', async () => {
  const ada = await product.account('ada@example.com');
  const id = await idOf(ada);
  expect(await admin('list')).toEqual({ status: 0, output: 'There is no admin\n' });
  expect(await trailStatus(ada)).toBe(403);
  // However the address is written.
  expect(await admin('grant', 'Ada@Example.com')).toEqual({
    status: 0,
    output: `Ada@Example.com  ${id}  is an admin\n`,
  });
  expect(await trailStatus(ada)).toBe(200);
  expect((await admin('list')).output).toBe(`ada@example.com  ${id}\n`);
  const grace = await product.account('grace@example.com');
  await admin('grant', 'grace@example.com');
  expect((await admin('revoke', 'ada@example.com')).output).toBe(
    `ada@example.com  ${id}  is no admin any more\n`,
  );
  expect(await trailStatus(ada)).toBe(403);
  const { json } = await grace.call<{ entries: object[] }>('GET', '/api/admin/audit');
  const graceId = await idOf(grace);
  const who = `operator:${userInfo().username}`;
  expect(json.entries).toMatchObject([
    { act: 'endAdmin', userId: id, who },
    { act: 'makeAdmin', userId: graceId, who },
    { act: 'makeAdmin', userId: id, who },
  ]);
});

test.each([
  [['grant', 'nobody@example.com'], 'Nobody with the address nobody@example.com has signed in here'],
  [['grant'], 'Usage: npm run admin'],
  [['list', 'ada@example.com'], 'Usage: npm run admin'],
  [['frobnicate', 'ada@example.com'], 'Usage: npm run admin'],
  [['grant', 'a@example.com', 'b@example.com'], 'Usage: npm run admin'],
  [['list', '--stage', 'Prod 1'], 'Prod 1 is no stage'],
])('%j is told how to do it', async (command, words) => {
  const { status, output } = await admin(...command);
  expect(status).toBe(2);
  expect(output).toContain(words);
});
