import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Product, startProduct } from '../testing/product.ts';
import { founder } from './founder.ts';
import { pageFetch } from './page-fetch.ts';
import { payOnStripesPage } from './stripes-page.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ given: { PLANS_FILE: 'infra/clients/catalogs/founder.json' } });
});
afterAll(() => product.close());

const pagesFor = (person = product.newPerson()) =>
  founder(product.cloud.addresses.api, pageFetch(person, product.site));

test('the founder client sells its own three tiers, each with a trial of seven days', async () => {
  expect(await pagesFor().pricingPage()).toEqual([
    { tier: 'freelancer', name: 'Freelancer', cents: [1900], trialDays: 7 },
    { tier: 'founder', name: 'Founder', cents: [4900], trialDays: 7 },
    { tier: 'empire', name: 'Empire', cents: [14900], trialDays: 7 },
  ]);
});

test('it sends whom nobody knows to sign in, then to Stripe, and back to its dashboard in a trial', async () => {
  expect(await pagesFor().choose('founder')).toBe('login');
  const ada = await product.signedIn('ada@example.com');
  const pages = pagesFor(ada);
  expect(await pages.dashboard()).toEqual({ plan: undefined, status: 'none' });

  const checkout = await pages.choose('founder');
  const session = await product.stripe.checkout.sessions.retrieve(checkout.split('/').at(-1) ?? '');
  expect(session.cancel_url).toBe('http://localhost:5000/pricing');
  const back = await payOnStripesPage(checkout);
  expect(back).toBe(`http://localhost:5000/dashboard?session_id=${session.id}`);
  await product.settled();

  const dashboard = await pages.dashboard();
  expect(dashboard).toMatchObject({ plan: 'Founder', status: 'trialing' });
  const daysLeft = (Number(dashboard.renewsAt) - Date.now()) / 86_400_000;
  expect(Math.round(daysLeft)).toBe(7);
});

test('who has not subscribed has none of its plans, though the first of them costs money', async () => {
  const grace = await product.signedIn('grace@example.com');
  expect((await grace.call('GET', '/api/billing/credits')).json).toMatchObject({
    tier: 'free',
    balance: 0,
    unlimited: false,
  });
  expect(await grace.call('POST', '/api/keys', { body: { name: 'K' } })).toMatchObject({
    status: 403,
    json: { code: 'plan_required' },
  });
});
