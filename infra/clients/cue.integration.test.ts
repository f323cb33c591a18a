import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../testing/product.ts';
import { cue } from './cue.ts';
import { pageFetch } from './page-fetch.ts';
import { payOnStripesPage } from './stripes-page.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const pagesOf = (person: Person) => cue(product.cloud.addresses.api, pageFetch(person, product.site));

async function signedIn(who: string) {
  return pagesOf(await product.signedIn(who));
}

const sentence = 'Every morning at 8, fetch https://api.example.com/orders and email a summary';

describe('people', () => {
  test.each([
    ['google', 'ada@example.com', 'Ada', 'Lovelace'],
    ['github', 'grace', 'Grace', 'Hopper'],
  ] as const)(
    'sign in with %s, are known by their profile, change it and leave',
    async (provider, who, firstName, lastName) => {
      const person = product.newPerson();
      const pages = pagesOf(person);
      expect(await pages.user()).toBe('login');
      expect(await person.signIn(provider, who, pages.loginPath(provider))).toBe(
        'http://localhost:5000/?success=true',
      );
      expect(await pages.user()).toMatchObject({ firstName, lastName, companyName: null, isAdmin: false });
      expect(await pages.saveProfile({ companyName: 'Analytical Engines', role: 'Engineer' })).toBe('Saved');
      expect(await pages.user()).toMatchObject({
        firstName,
        companyName: 'Analytical Engines',
        role: 'Engineer',
      });
      expect(await pages.saveProfile({})).toBe('No valid fields to update');
      expect(await pages.saveProfile({ shoeSize: 44 })).toBe('No valid fields to update');
      expect(await pages.logOut()).toBe('Logged out successfully');
      expect(await pages.user()).toBe('login');
      expect(await pages.saveProfile({ role: 'Ghost' })).toBe('login');
    },
  );

  test('have the site as they like it', async () => {
    const pages = await signedIn('edsger@example.com');
    const liked = { theme: 'dark', timezone: 'Europe/Amsterdam', emails: { product: false } };
    expect(await pages.savePreferences(liked)).toEqual({
      theme: 'dark',
      language: 'en',
      timezone: 'Europe/Amsterdam',
      receipts: true,
      product: false,
    });
  });

  test('who the provider has not checked comes back with an error that the login page knows', async () => {
    const person = product.newPerson();
    expect(await person.signIn('google', 'unverified@example.com')).toBe(
      'http://localhost:5000/?error=email_unverified',
    );
    expect(await pagesOf(person).user()).toBe('login');
  });
});

describe('workflows', () => {
  test('are kept, listed, opened, renamed and deleted', async () => {
    const pages = await signedIn('alan@example.com');
    expect(await pages.workflows(0, 50)).toEqual({ rows: [], total: 0, skip: 0, limit: 50 });
    const nodeData = { nodes: [{ id: 'a' }, { id: 'b' }], edges: [{ id: 'ab', source: 'a', target: 'b' }] };
    const fields = { name: 'Enigma', description: 'Reads mail', nodeData, generatedCode: 'print(1)' };
    const id = await pages.create(fields);
    await pages.create({ ...fields, name: 'Bombe', status: 'active' });
    expect(await pages.open(id)).toEqual({ name: 'Enigma', nodes: 2, edges: 1, code: 'print(1)' });
    expect(await pages.workflows(1, 50)).toEqual({
      rows: [['Enigma', 'draft']],
      total: 2,
      skip: 1,
      limit: 50,
    });
    expect(await pages.rename(id, 'Ultra')).toBe('Ultra');
    expect((await pages.workflows(0, 1)).rows).toEqual([['Ultra', 'draft']]);
    expect(await pages.remove(id)).toBe('Workflow deleted successfully');
    expect(await pages.remove(id)).toBe('Workflow not found');
    expect(await pages.rename(id, 'Gone')).toBe('Workflow not found');
    expect((await pages.workflows(0, 50)).rows).toEqual([['Bombe', 'active']]);
  });

  test('without a name, or without a sentence, it is said what is missing', async () => {
    const pages = await signedIn('alan@example.com');
    expect(await pages.create({ description: 'Nameless' })).toBe('Missing required field: name');
    for (const fields of [{}, { description: '' }])
      await expect(pages.generate(fields)).rejects.toMatchObject({
        status: 400,
        message: 'Description is required',
      });
  });

  test('of a stranger are not found', async () => {
    const pages = await signedIn('alan@example.com');
    const theirs = await (await signedIn('tim@example.com')).create({ name: 'Web', description: 'Wide' });
    await expect(pages.open(theirs)).rejects.toMatchObject({ status: 404, message: 'Workflow not found' });
    await expect(pages.open('42')).rejects.toMatchObject({ status: 404, message: 'Workflow not found' });
  });

  test('begin from a gallery that everybody sees', async () => {
    const templates = await pagesOf(product.newPerson()).templates();
    expect(templates.length).toBeGreaterThan(5);
    for (const { name, nodes } of templates) expect([name !== '', nodes > 1]).toEqual([true, true]);
  });

  test('come from a sentence: shown to a visitor, kept for who has credits, and sold to who has none left', async () => {
    const shown = { nodes: expect.any(Number), edges: expect.any(Number), seconds: expect.any(Number) };
    const visitor = await pagesOf(product.newPerson()).generate({ description: sentence });
    expect(visitor).toMatchObject({ ...shown, id: null, code: expect.stringContaining('def ') });

    const katherine = await product.signedIn('katherine@example.com');
    await product.buy(katherine, 1);
    await product.settled();
    const pages = pagesOf(katherine);
    const kept = await pages.generate({ description: sentence, language: 'typescript' });
    expect(kept).toMatchObject({ ...shown, id: expect.stringMatching(/^wf_/) });
    expect(await pages.open(kept.id ?? '')).toMatchObject({ nodes: kept.nodes, code: kept.code });
    await expect(pages.generate({ description: sentence })).rejects.toMatchObject({
      status: 402,
      message: 'Insufficient credits. You have 0, need 1',
    });
  });
});

describe('keys of other services', () => {
  test('are tried, kept without being shown again, and deleted', async () => {
    const pages = await signedIn('barbara@example.com');
    expect(await pages.credentials()).toEqual([]);
    const values = { secretKey: 'sk_test_canarycanary1234' };
    expect(await pages.tryCredential('stripe', values)).toMatch(/^Good: Stripe takes this key/);
    expect(await pages.credentials()).toEqual([]);
    const kept = ['stripe', 'My shop', 'valid', '1234'];
    expect(await pages.keepCredential('stripe', 'My shop', values)).toEqual(kept);
    expect(await pages.credentials()).toEqual([kept]);
    expect(await pages.tryCredential('stripe', { name: 'My shop' })).toMatch(/^Good: /);
    expect(await pages.removeCredential('stripe', 'My shop')).toBe('Credential deleted');
    expect(await pages.removeCredential('stripe', 'My shop')).toBe('Credential not found');
    expect(await pages.credentials()).toEqual([]);
  });
});

describe('plans', () => {
  test('are subscribed to on Stripe’s page, shown while they last, and canceled', async () => {
    expect(await pagesOf(product.newPerson()).checkout('CORE')).toBe('login');
    const pages = await signedIn('radia@example.com');
    expect(await pages.plans()).toEqual(['FREE', 'CORE', 'PRO', 'STUDIO']);
    expect(await pages.status()).toBe('none');
    expect(await pages.cancel()).toBe('No active subscription found');
    expect(await pages.checkout('GOLD')).toBe('Invalid tier: GOLD');
    const back = await payOnStripesPage(await pages.checkout('STUDIO'));
    expect(back).toBe('http://localhost:5000/account?payment=success');
    await product.settled();
    expect(await pages.status()).toEqual({ plan: 'Studio', status: 'active', until: expect.any(Date) });
    expect(await pages.cancel()).toBe('Subscription will cancel at period end');
    expect(await pages.status()).toMatchObject({ plan: 'Studio', status: 'active' });
  });

  test('are subscribed to on a page of its own, a trial by setting up a card', async () => {
    const pages = await signedIn('donald@example.com');
    const { subscriptionId, clientSecret, intent } = await pages.subscribeHere('PRO');
    expect([subscriptionId.slice(0, 4), intent]).toEqual(['sub_', 'setup']);
    expect(await pages.status()).toMatch(/^(none|incomplete)$/);
    const card = { payment_method: 'pm_card_visa' };
    await product.stripe.setupIntents.confirm(clientSecret.split('_secret')[0] ?? '', card);
    await product.settled();
    expect(await pages.status()).toMatchObject({ plan: 'Pro', status: 'trialing' });
  });
});
