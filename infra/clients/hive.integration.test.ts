import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../testing/product.ts';
import { productSubscribers } from '../testing/product-subscribers.ts';
import { hive } from './hive.ts';
import { pageFetch } from './page-fetch.ts';
import { payOnStripesPage } from './stripes-page.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const pagesOf = (person: Person) => hive(product.cloud.addresses.api, pageFetch(person, product.site));

async function pay(sold: { goTo: string } | { says: string }, card?: string): Promise<string> {
  if (!('goTo' in sold)) throw new Error(sold.says);
  const back = await payOnStripesPage(sold.goTo, card);
  await product.settled();
  return back;
}

/** Some workflow that can be exported. */
async function workflowOf(person: Person): Promise<string> {
  const description = 'Every morning at 8, fetch https://api.example.com/orders and email a summary';
  const { json } = await person.call('POST', '/api/workflows/generate', { body: { description } });
  const { nodes, edges } = json;
  const body = { name: 'Orders', description, nodeData: { nodes, edges } };
  return String((await person.call('POST', '/api/workflows', { body })).json.id);
}

test('from Core to Studio: 25 credits, an export for 3, an export for nothing, and access until the period ends', async () => {
  const ada = await product.signedIn('ada@example.com');
  const pages = pagesOf(ada);
  const workflow = await workflowOf(ada);
  expect(await pages.balance()).toBe(0);
  expect(await pages.exportWorkflow(workflow)).toEqual({ goTo: 'buy' });

  expect(await pay(await pages.buyTier('CORE'))).toBe('http://localhost:5000/account?payment=success');
  expect(await pages.balance()).toBe(25);
  expect(await pages.exportWorkflow(workflow)).toEqual({ bytes: expect.any(Number) });
  expect(await pages.balance()).toBe(22);

  expect(await pages.buyTier('STUDIO')).toEqual({ goTo: '/account?plan=STUDIO' });
  await product.settled();
  expect(await pages.balance()).toBe('Unlimited');
  expect(await pages.exportWorkflow(workflow)).toEqual({ bytes: expect.any(Number) });
  const exports = (await pages.statement()).filter(({ type }) => type === 'Spend');
  expect(exports).toEqual([
    { type: 'Spend', delta: 0, after: 22, notes: 'Export: Orders' },
    { type: 'Spend', delta: -3, after: 22, notes: 'Export: Orders' },
  ]);

  expect(await pages.cancel()).toBe('Subscription will cancel at period end');
  await product.settled();
  const plan = await pages.plan();
  expect(plan).toMatchObject({ tier: 'STUDIO', status: 'active', unlimited: true, endsAtPeriodEnd: true });
  expect(await pages.exportWorkflow(workflow)).toEqual({ bytes: expect.any(Number) });

  const { nowSeconds, pass } = productSubscribers(product);
  await pass(Date.parse(plan?.periodEnd ?? '') / 1_000 + 60 - (await nowSeconds()));
  expect(await pages.plan()).toBeNull();
  expect(await pages.balance()).toBe(22);
  expect(await pages.cancel()).toBe('No active subscription found');
}, 60_000);

describe('the statement', () => {
  test('calls credits by the names that its pages show', async () => {
    const grace = await product.signedIn('grace@example.com');
    const pages = pagesOf(grace);
    const back = new URL(await pay(await pages.buyCredits(25)));
    expect(back.origin + back.pathname).toBe('http://localhost:5000/payment/success');
    expect(back.searchParams.get('session_id')).toMatch(/^cs_/);
    await pay(await pages.buyTier('STUDIO'));
    expect(await pages.statement()).toEqual([
      { type: 'Purchase', delta: 25, after: 25, notes: 'One-time purchase: 25 credits' },
    ]);
    expect(await pages.payments()).toEqual([{ cents: 500, currency: 'usd', status: 'paid', credits: 25 }]);
  });

  test('tells of the credits of a trial, and of each month after it', async () => {
    const barbara = await product.signedIn('barbara@example.com');
    const pages = pagesOf(barbara);
    await pay(await pages.buyTier('CORE'), '5555555555554444');
    await productSubscribers(product).pass(8 * 86_400);
    expect(await pages.statement()).toEqual([
      { type: 'Grant', delta: 25, after: 50, notes: 'Monthly CORE subscription credits' },
      { type: 'Grant', delta: 25, after: 25, notes: 'CORE trial credits' },
    ]);
  }, 60_000);
});

test('who invites somebody is rewarded with their first purchase, and so are they', async () => {
  const inviting = pagesOf(await product.signedIn('frances@example.com'));
  const { code, url } = await inviting.invitations();
  expect(url).toBe(`http://localhost:5000/?ref=${code}`);
  const invited = product.newPerson();
  await invited.signIn('google', 'dennis@gmail.com', `/auth/google?ref=${code}`);
  expect(await inviting.invitations()).toMatchObject({ invited: 1, rewarded: 0, earned: 0 });
  await pay(await pagesOf(invited).buyCredits(25));
  expect(await inviting.invitations()).toMatchObject({ invited: 1, rewarded: 1, earned: 10 });
  expect([await inviting.balance(), await pagesOf(invited).balance()]).toEqual([10, 35]);
});

test('what it is refused is said in the words that it knows', async () => {
  const alan = await product.signedIn('alan@example.com');
  const pages = pagesOf(alan);
  expect(await pages.stripeKey()).toBe('pk_test_laptop');
  expect(await pages.buyCredits(0)).toEqual({ says: 'Credits must be at least 1' });
  expect(await pages.buyTier('GOLD')).toEqual({ says: 'Invalid tier: GOLD' });
  expect(await pages.cancel()).toBe('No active subscription found');
  const stranger = pagesOf(product.newPerson());
  expect(await stranger.buyCredits(25)).toEqual({ goTo: 'login' });
});
