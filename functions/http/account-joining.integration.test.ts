import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProviderScript } from '../../infra/testing/fake-provider.ts';
import {
  type ProviderName,
  type ScriptedSignIn,
  startScriptedSignIn,
} from '../../infra/testing/scripted-sign-in.ts';

let scripted: ScriptedSignIn;
beforeAll(async () => {
  scripted = await startScriptedSignIn();
});
afterAll(() => scripted.close());

describe('joining accounts by address', () => {
  const google = (sub: string, email: string, more: object = {}) => ({ claims: { sub, email, ...more } });
  const github = (id: number, email: string, verified = true) => ({
    githubUser: { id },
    githubEmails: [
      { email: 'other@example.com', primary: false, verified: true },
      { email, primary: true, verified },
    ],
  });
  const idOf = async (name: ProviderName, script: ProviderScript) => {
    const someone = scripted.product.newPerson();
    const end = await scripted.signIn(someone, name, script);
    return end.includes('error') ? end : (await someone.call('GET', '/api/auth/user')).json.id;
  };

  test('GitHub with a primary verified address joins the account that has it', async () => {
    const id = await idOf('google', google('g-1', 'join1@corp.test'));
    expect(await idOf('github', github(1001, 'JOIN1@corp.test'))).toBe(id);
  });

  test('Google joins where it runs the mailbox: gmail.com, or a hosted domain', async () => {
    const first = await idOf('github', github(1002, 'join2@gmail.com'));
    expect(await idOf('google', google('g-2', 'join2@gmail.com'))).toBe(first);
    const second = await idOf('github', github(1003, 'join3@corp.test'));
    expect(await idOf('google', google('g-3', 'join3@corp.test', { hd: 'corp.test' }))).toBe(second);
  });

  test("Google's word alone on another's mailbox joins nothing", async () => {
    await idOf('github', github(1004, 'victim@corp.test'));
    expect(await idOf('google', google('g-4', 'victim@corp.test'))).toBe(
      'http://localhost:5000/?error=account_exists',
    );
  });

  test('an address that is not verified joins nothing, and makes nothing', async () => {
    await idOf('google', google('g-5', 'victim2@gmail.com'));
    expect(await idOf('github', github(1005, 'victim2@gmail.com', false))).toBe(
      'http://localhost:5000/?error=email_unverified',
    );
    expect(await idOf('google', google('g-6', 'new@gmail.com', { email_verified: false }))).toBe(
      'http://localhost:5000/?error=email_unverified',
    );
  });

  test('an identity stays the same person when its address changes', async () => {
    const id = await idOf('github', github(1006, 'before@example.com'));
    expect(await idOf('github', github(1006, 'after@example.com'))).toBe(id);
  });

  /** Ten browsers that come back from GitHub at once; answers whom each is signed in as. */
  async function crowd(script: ProviderScript) {
    const someones = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const someone = scripted.product.newPerson();
        return { someone, authorize: await scripted.start(someone, 'github') };
      }),
    );
    scripted.provider.say(script, '');
    return Promise.all(
      someones.map(async ({ someone, authorize }) => {
        await someone.call('GET', `/auth/callback?code=good&state=${authorize.searchParams.get('state')}`);
        return (await someone.call('GET', '/api/auth/user')).json.id;
      }),
    );
  }

  test('ten sign-ins of a new person at once make one account', async () => {
    const ids = await crowd(github(1007, 'crowd@example.com'));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^usr_/);
  });

  test('ten sign-ins at once by an identity that joins all end in the account that it joins', async () => {
    const id = await idOf('google', google('g-8', 'crowd8@gmail.com'));
    expect(new Set(await crowd(github(1008, 'crowd8@gmail.com')))).toEqual(new Set([id]));
  });
});
