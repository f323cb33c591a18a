import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Product, startProduct } from '../testing/product.ts';
import { startTokenIssuer, type TokenIssuer } from '../testing/token-issuer.ts';
import { pageAfter } from './api-calls.ts';
import { type ChatSession, chat } from './chat.ts';
import { pageFetch } from './page-fetch.ts';
import { payOnStripesPage } from './stripes-page.ts';

// Another site than the API's: no cookie of ours reaches it.
const site = 'https://chat.example';
let issuer: TokenIssuer;
let product: Product;
beforeAll(async () => {
  issuer = await startTokenIssuer();
  product = await startProduct({
    given: {
      PLANS_FILE: 'infra/clients/catalogs/chat.json',
      AUTH_JWT_ISSUERS: issuer.setting,
      FRONTEND_URL: `${site},http://localhost:5000`,
    },
  });
});
afterAll(async () => {
  await product.close();
  await issuer.close();
});

function signIn(who: string, claims: object = {}): ChatSession {
  const email = `${who}@chat.example`;
  const token = issuer.token({ sub: who, email, email_verified: true, ...claims });
  return {
    fetch: pageFetch(product.newPerson(), site),
    headers: () => ({ Authorization: `Bearer ${token}` }),
  };
}

const pagesOf = (who: string) => chat(product.cloud.addresses.api, signIn(who));

async function pay(checkout: string): Promise<void> {
  expect(new URL(await payOnStripesPage(checkout)).origin).toBe(site);
  await product.settled();
}

test('its own sign-in is believed, and a token that is over is not', async () => {
  const over = Math.floor(Date.now() / 1_000) - 120;
  const late = chat(product.cloud.addresses.api, signIn('tim', { exp: over }));
  expect(await late.sideBar().catch(pageAfter)).toBe('login');
  const stranger = { ...signIn('tim'), headers: () => ({}) };
  expect(await chat(product.cloud.addresses.api, stranger).sideBar().catch(pageAfter)).toBe('login');
  expect(await pagesOf('tim').sideBar()).toMatchObject({ tier: 'free', balance: 0 });
});

test('the chat client offers a free, a paid and an agreed plan, and leads to each', async () => {
  const pages = pagesOf('grace');
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
  const pages = pagesOf('ada');
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
  const pages = pagesOf('alan');
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
  const pages = pagesOf('katherine');
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
