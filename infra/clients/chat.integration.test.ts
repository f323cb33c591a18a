import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Product, startProduct } from '../testing/product.ts';
import { type ChatSession, chat } from './chat.ts';
import { pageFetch } from './page-fetch.ts';
import { payOnStripesPage } from './stripes-page.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ given: { PLANS_FILE: 'infra/clients/catalogs/chat.json' } });
});
afterAll(() => product.close());

async function signIn(who: string): Promise<ChatSession> {
  const person = await product.signedIn(`${who}@example.com`);
  return { fetch: pageFetch(person, product.site), credentials: 'include', headers: () => ({}) };
}

async function pagesOf(who: string) {
  return chat(product.cloud.addresses.api, await signIn(who));
}

async function pay(checkout: string): Promise<void> {
  await payOnStripesPage(checkout);
  await product.settled();
}

test('the chat client offers a free, a paid and an agreed plan, and leads to each', async () => {
  const pages = await pagesOf('grace');
  expect(await pages.plans()).toEqual([
    { tier: 'free', cents: [], contact: null },
    { tier: 'pro', cents: [2000], contact: null },
    { tier: 'enterprise', cents: [], contact: 'sales@chat.example' },
  ]);
  expect(await pages.choose('enterprise')).toBe('mailto:sales@chat.example');
  expect(await pages.plan()).toBeNull();
  await pay(await pages.choose('pro'));
  expect(await pages.plan()).toEqual({ tier: 'pro', status: 'active' });
  expect(await pages.sideBar()).toEqual({
    tier: 'pro',
    balance: 2000,
    available: 2000,
    held: 0,
    unlimited: false,
  });
  expect(await pages.billingPage()).toEqual({ invoices: [['paid', 2000]], payments: [] });
});

test('out of credits, it buys tokens and goes on', async () => {
  const pages = await pagesOf('ada');
  const refusal = await pages.ask(4_000, async () => 1_000).catch((error: unknown) => error);
  expect(await pages.outOfCredits(refusal)).toEqual({
    says: 'Insufficient credits. You have 0, need 4',
    goTo: 'buy',
  });
  await pay(await pages.buyTokens(9_001));
  expect(await pages.sideBar()).toMatchObject({ tier: 'free', balance: 10, available: 10 });
  expect(await pages.billingPage()).toEqual({ invoices: [], payments: [['paid', 500]] });
  expect(await pages.ask(4_000, async () => 1_000)).toBe('settled');
  expect(await pages.sideBar()).toMatchObject({ balance: 9, available: 9, held: 0 });
});

test('an answer costs what it took, is held meanwhile, and costs nothing when there is none', async () => {
  const pages = await pagesOf('alan');
  await pay(await pages.buyTokens(10_000));
  let meanwhile = {};
  const answered = await pages.ask(4_000, async () => {
    meanwhile = await pages.sideBar();
    return 1_200;
  });
  expect(meanwhile).toMatchObject({ balance: 10, available: 6, held: 4 });
  expect(answered).toBe('settled');
  expect(await pages.sideBar()).toMatchObject({ balance: 8, available: 8, held: 0 });
  const failed = await pages.ask(4_000, () => Promise.reject(new Error('The model is down')));
  expect(failed).toBe('released');
  expect(await pages.sideBar()).toMatchObject({ balance: 8, available: 8, held: 0 });
});

test('a picture is paid once however often it is asked for, and usage tells by day and by action', async () => {
  const pages = await pagesOf('katherine');
  await pay(await pages.buyTokens(10_000));
  expect(await pages.picture(3, 'picture-1')).toEqual({ available: 7, delta: -3 });
  expect(await pages.picture(3, 'picture-1')).toEqual({ available: 7, delta: -3 });
  await pages.ask(2_000, async () => 2_000);
  expect(await pages.usageByAction()).toEqual({
    credits: 5,
    actions: [
      ['settleHold', 2],
      ['spendCredits', 3],
    ],
  });
  const spending = (await pages.usageByDay()).filter(({ credits }) => credits > 0);
  expect(spending).toEqual([{ date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), credits: 5 }]);
});
