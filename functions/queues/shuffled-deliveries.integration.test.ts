import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

// A machine busy with other suites takes its time.
const settleWithinMs = 150_000;

const round = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const declined = '4000000000000002';

/** 200 purchases by 20 people, of different numbers of credits; one in ten is declined. */
async function twoHundredPurchases(prefix: string): Promise<Person[]> {
  const names = Array.from({ length: 20 }, (_, i) => `${prefix}${i}@example.com`);
  const buyers = await Promise.all(names.map((name) => product.account(name)));
  for (const turn of round) {
    await Promise.all(
      buyers.map((buyer, i) =>
        product.buy(buyer, 1 + turn + 7 * i, { card: (turn + i) % 10 === 9 ? declined : '4242424242424242' }),
      ),
    );
  }
  await product.settled(settleWithinMs);
  return buyers;
}

async function resultOf(buyers: Person[], prefix: string) {
  const people = await Promise.all(
    buyers.map(async (buyer) => {
      const { json: credits } = await buyer.call('GET', '/api/billing/credits');
      const { json } = await buyer.call<{ entries: { credits_delta: number; balance_after: number }[] }>(
        'GET',
        '/api/billing/ledger?limit=100',
      );
      const deltas = json.entries.map((entry) => entry.credits_delta).sort((a, b) => a - b);
      return { balance: credits.balance, newest: json.entries[0]?.balance_after, deltas };
    }),
  );
  const { emails } = await (await fetch(`${product.cloud.addresses.mailbox}/store`)).json();
  const mails = emails.filter((mail: { destination: { to: string[] } }) =>
    mail.destination.to[0]?.startsWith(prefix),
  );
  return { people, mails: mails.length };
}

test('shuffled, delayed, duplicated deliveries of 200 purchases by 20 users end as orderly ones do', async () => {
  const orderly = await resultOf(await twoHundredPurchases('orderly'), 'orderly');
  await product.simulator('/_sim/webhooks', { duplicate: 2, delayMs: 1_500, shuffle: true, dropFirst: 20 });
  const shuffled = await resultOf(await twoHundredPurchases('shuffled'), 'shuffled');

  expect(shuffled).toEqual(orderly);
  expect(orderly.mails).toBe(180);
  expect(orderly.people.map(({ balance }) => balance)).toEqual([
    45, 109, 173, 237, 301, 365, 429, 493, 557, 621, 675, 739, 803, 867, 931, 995, 1059, 1123, 1187, 1251,
  ]);
  expect(await product.audit()).toEqual({ users: 40, entries: 360, differences: [] });
}, 300_000);
