import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProviderScript } from '../../infra/testing/fake-provider.ts';
import type { Person } from '../../infra/testing/product.ts';
import {
  type ProviderName,
  type ScriptedSignIn,
  startScriptedSignIn,
} from '../../infra/testing/scripted-sign-in.ts';

const site = 'http://localhost:5000';
const notFound = { status: 404, json: { code: 'not_found', detail: 'Sign-in method not found' } };

let scripted: ScriptedSignIn;
beforeAll(async () => {
  scripted = await startScriptedSignIn();
});
afterAll(() => scripted.close());

const google = (sub: string, email: string, more: object = {}): ProviderScript => ({
  claims: { sub, email, ...more },
});
const github = (id: number, email: string, verified = true): ProviderScript => ({
  githubUser: { id },
  githubEmails: [{ email, primary: true, verified }],
});

async function signedIn(name: ProviderName, script: ProviderScript): Promise<Person> {
  const someone = scripted.product.newPerson();
  expect(await scripted.signIn(someone, name, script)).toBe(`${site}/?success=true`);
  return someone;
}
const idOf = async (someone: Person) => (await someone.call('GET', '/api/auth/user')).json.id;
const methodsOf = async (someone: Person) => {
  const { json } = await someone.call<{ identities: { provider: string; email: string | null }[] }>(
    'GET',
    '/api/account/identities',
  );
  return json.identities.map(({ provider, email }) => `${provider} ${email}`);
};
const unlink = (someone: Person, name: ProviderName) =>
  someone.call('DELETE', `/api/account/identities/${name}`);

/** Where the site sends the browser to for a link. */
async function startLink(someone: Person, name: ProviderName, query = ''): Promise<URL> {
  const { json } = await someone.call<{ url: string }>('POST', `/api/account/identities/${name}${query}`);
  return new URL(json.url);
}

/** Comes back from the provider; answers where the browser ends up. */
async function comeBack(
  someone: Person,
  authorize: URL,
  script: ProviderScript,
  said = 'code=good',
): Promise<string> {
  scripted.provider.say(script, authorize.searchParams.get('nonce') ?? '');
  const state = authorize.searchParams.get('state');
  const back = await someone.call('GET', `/auth/callback?${said}&state=${state}`);
  return back.headers.get('location') ?? '';
}

const link = async (someone: Person, name: ProviderName, script: ProviderScript, query = '') =>
  comeBack(someone, await startLink(someone, name, query), script);

describe('linking', () => {
  test('lists who can sign a person in, and each of them does', async () => {
    const ada = await signedIn('github', github(1, 'ada@corp.test'));
    const id = await idOf(ada);
    expect(await link(ada, 'google', google('g-1', 'ada.private@gmail.com'))).toBe(
      `${site}/account?linked=google`,
    );
    const { status, json } = await ada.call('GET', '/api/account/identities');
    const linkedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect([status, json]).toEqual([
      200,
      {
        identities: [
          { provider: 'github', email: 'ada@corp.test', linkedAt },
          { provider: 'google', email: 'ada.private@gmail.com', linkedAt },
        ],
      },
    ]);
    expect(await idOf(await signedIn('google', google('g-1', 'ada.private@gmail.com')))).toBe(id);
    expect((await ada.call('GET', '/api/auth/user')).json.email).toBe('ada@corp.test');
  });

  test('shows the address that the provider gave last', async () => {
    const ada = await signedIn('google', google('g-2', 'before@gmail.com'));
    await signedIn('google', google('g-2', 'after@gmail.com'));
    expect(await methodsOf(ada)).toEqual(['google after@gmail.com']);
  });

  test('is a sign-in of its own: PKCE, state and nonce, and a choice of the account', async () => {
    const ada = await signedIn('github', github(3, 'three@corp.test'));
    const asked = Object.fromEntries((await startLink(ada, 'google')).searchParams);
    expect(asked).toMatchObject({ code_challenge_method: 'S256', prompt: 'select_account' });
    expect([asked.state?.length, asked.nonce?.length]).toEqual([43, 43]);
    const plain = await scripted.start(ada, 'google');
    expect(plain.searchParams.has('prompt')).toBe(false);
  });

  test('leaves the session as it is, and comes back to where it was asked for', async () => {
    const ada = await signedIn('github', github(4, 'four@corp.test'));
    const cookie = ada.cookies.header();
    const query = `?return_to=${encodeURIComponent('/account?tab=1#methods')}`;
    expect(await link(ada, 'google', google('g-4', 'four@gmail.com'), query)).toBe(
      `${site}/account?tab=1&linked=google#methods`,
    );
    expect(ada.cookies.header()).toBe(cookie);
    expect(await link(ada, 'google', google('g-4', 'four@gmail.com'), '?return_to=//e.vil')).toBe(
      `${site}/account?linked=google`,
    );
  });

  test('never merges: what opens another account stays that account’s', async () => {
    const ada = await signedIn('github', github(5, 'five@corp.test'));
    const eve = await signedIn('google', google('g-5', 'eve5@gmail.com'));
    expect(await link(ada, 'google', google('g-5', 'eve5@gmail.com'))).toBe(
      `${site}/account?error=account_exists&linking=google`,
    );
    expect(await methodsOf(ada)).toEqual(['github five@corp.test']);
    expect(await methodsOf(eve)).toEqual(['google eve5@gmail.com']);
    expect(await idOf(await signedIn('google', google('g-5', 'eve5@gmail.com')))).toBe(await idOf(eve));
  });

  test('of one identity by two people at once gives it to one of them', async () => {
    const people = await Promise.all(
      [61, 62].map(async (id) => {
        const someone = await scripted.product.account(`race${id}@corp.test`);
        return { someone, authorize: await startLink(someone, 'github') };
      }),
    );
    const ends = await Promise.all(
      people.map(({ someone, authorize }) => comeBack(someone, authorize, github(600, 'race@corp.test'))),
    );
    expect(ends.toSorted()).toEqual([
      `${site}/account?error=account_exists&linking=github`,
      `${site}/account?linked=github`,
    ]);
  });

  test('what went wrong is said where it was asked for, in no words but ours', async () => {
    const ada = await signedIn('github', github(7, 'seven@corp.test'));
    const ended = async (script: ProviderScript, said?: string) =>
      comeBack(ada, await startLink(ada, 'google'), script, said);
    expect(await ended({}, 'error=access_denied')).toBe(`${site}/account?error=access_denied&linking=google`);
    expect(await ended({}, 'error=x&error_description=%3Cscript%3E')).toBe(
      `${site}/account?error=oauth_failed&linking=google`,
    );
    expect(await ended({ tokenStatus: 500 })).toBe(`${site}/account?error=oauth_failed&linking=google`);
    expect(await ended({ signing: 'none' })).toBe(`${site}/account?error=oauth_failed&linking=google`);
    expect(await ended(google('g-7', 'seven@gmail.com', { email_verified: false }))).toBe(
      `${site}/account?error=email_unverified&linking=google`,
    );
    expect(await methodsOf(ada)).toEqual(['github seven@corp.test']);
  });
});

describe('a link is bound to who asked for it', () => {
  const refused = `${site}/account?error=oauth_failed&linking=google`;

  test('only a person who is signed in can ask, from our own pages', async () => {
    const path = '/api/account/identities/google';
    expect(await scripted.product.newPerson().call('POST', path)).toMatchObject({ status: 401 });
    const ada = await signedIn('github', github(11, 'eleven@corp.test'));
    for (const origin of ['https://evil.test', 'null', ''])
      expect(await ada.call('POST', path, { headers: { origin } })).toMatchObject({
        status: 403,
        json: { code: 'cross_site_write' },
      });
    expect(await ada.call('POST', '/api/account/identities/myspace')).toMatchObject(notFound);
  });

  test('a navigation from elsewhere starts a sign-in, never a link', async () => {
    const ada = await signedIn('github', github(12, 'twelve@corp.test'));
    const authorize = await scripted.start(ada, 'google', '?link=true');
    expect(await comeBack(ada, authorize, google('g-12', 'attacker12@gmail.com'))).toBe(
      `${site}/?success=true`,
    );
    expect(await methodsOf(ada)).toEqual(['google attacker12@gmail.com']);
    const again = await signedIn('github', github(12, 'twelve@corp.test'));
    expect(await methodsOf(again)).toEqual(['github twelve@corp.test']);
  });

  test("another browser's state links nothing to either", async () => {
    const ada = await signedIn('github', github(13, 'thirteen@corp.test'));
    const eve = await signedIn('github', github(14, 'fourteen@corp.test'));
    const authorize = await startLink(eve, 'google');
    expect(await comeBack(ada, authorize, google('g-13', 'x13@gmail.com'))).toBe(
      `${site}/?error=oauth_failed`,
    );
    expect(await methodsOf(ada)).toEqual(['github thirteen@corp.test']);
    expect(await methodsOf(eve)).toEqual(['github fourteen@corp.test']);
  });

  test('whoever else has signed in meanwhile, or again, gets nothing of it', async () => {
    const ada = await signedIn('github', github(15, 'fifteen@corp.test'));
    const authorize = await startLink(ada, 'google');
    await scripted.signIn(ada, 'github', github(16, 'sixteen@corp.test'));
    expect(await comeBack(ada, authorize, google('g-15', 'x15@gmail.com'))).toBe(refused);
    expect(await methodsOf(ada)).toEqual(['github sixteen@corp.test']);
    const own = await startLink(ada, 'google');
    await scripted.signIn(ada, 'github', github(16, 'sixteen@corp.test'));
    expect(await comeBack(ada, own, google('g-15', 'x15@gmail.com'))).toBe(refused);
    expect(await methodsOf(ada)).toEqual(['github sixteen@corp.test']);
  });

  test('nor who has signed out, or whose session was ended', async () => {
    for (const address of ['/api/auth/logout', '/api/auth/sessions']) {
      const ada = await signedIn('github', github(17, 'seventeen@corp.test'));
      const other = await signedIn('github', github(17, 'seventeen@corp.test'));
      const authorize = await startLink(ada, 'google');
      await (address === '/api/auth/logout' ? ada.call('POST', address) : other.call('DELETE', address));
      expect(await comeBack(ada, authorize, google('g-17', 'x17@gmail.com'))).toBe(refused);
      expect(await methodsOf(other)).toEqual(['github seventeen@corp.test']);
    }
  });

  test('nor another session of the same person, in the same browser', async () => {
    const ada = await signedIn('github', github(19, 'nineteen@corp.test'));
    const authorize = await startLink(ada, 'google');
    const other = await signedIn('github', github(19, 'nineteen@corp.test'));
    const [session = ''] = /__Host-cue_session=[^;]+/.exec(other.cookies.header()) ?? [];
    ada.cookies.set(session);
    expect(await comeBack(ada, authorize, google('g-19', 'x19@gmail.com'))).toBe(refused);
    expect(await methodsOf(ada)).toEqual(['github nineteen@corp.test']);
  });

  test('nor a session that is over by now, with its row still there', async () => {
    const ada = await signedIn('github', github(20, 'twenty@corp.test'));
    const minute = 60_000;
    for (const days of [6, 12, 18, 24, 29.9999]) {
      scripted.setClockAhead(days * 1_440 * minute);
      await idOf(ada);
    }
    const authorize = await startLink(ada, 'google');
    scripted.setClockAhead((30 * 1_440 + 1) * minute);
    expect(await comeBack(ada, authorize, google('g-20', 'x20@gmail.com'))).toBe(refused);
    scripted.setClockAhead(0);
    expect(await methodsOf(await signedIn('github', github(20, 'twenty@corp.test')))).toEqual([
      'github twenty@corp.test',
    ]);
  });

  test('for ten minutes, and once', async () => {
    const ada = await signedIn('github', github(18, 'eighteen@corp.test'));
    const late = await startLink(ada, 'google');
    scripted.setClockAhead(600_000);
    expect(await comeBack(ada, late, google('g-18', 'x18@gmail.com'))).toBe(`${site}/?error=oauth_failed`);
    scripted.setClockAhead(0);
    const authorize = await startLink(ada, 'google');
    expect(await comeBack(ada, authorize, google('g-18', 'x18@gmail.com'))).toBe(
      `${site}/account?linked=google`,
    );
    expect(await comeBack(ada, authorize, google('g-18b', 'y18@gmail.com'))).toBe(
      `${site}/?error=oauth_failed`,
    );
    expect(await methodsOf(ada)).toEqual(['github eighteen@corp.test', 'google x18@gmail.com']);
  });
});

describe('unlinking', () => {
  test('takes a way to sign in, and the account and its sessions stay', async () => {
    const ada = await signedIn('github', github(21, 'two1@corp.test'));
    const id = await idOf(ada);
    await link(ada, 'google', google('g-21', 'x21@gmail.com'));
    const byGoogle = await signedIn('google', google('g-21', 'x21@gmail.com'));
    expect(await unlink(ada, 'google')).toMatchObject({
      status: 200,
      json: { message: 'Sign-in method unlinked' },
    });
    expect(await methodsOf(byGoogle)).toEqual(['github two1@corp.test']);
    const stranger = await signedIn('google', google('g-21', 'x21@gmail.com'));
    expect(await idOf(stranger)).not.toBe(id);
    expect(await unlink(ada, 'google')).toMatchObject(notFound);
  });

  test('the last one is refused, in plain words', async () => {
    const ada = await signedIn('github', github(22, 'two2@corp.test'));
    expect(await unlink(ada, 'github')).toMatchObject({
      status: 409,
      json: {
        code: 'last_identity',
        detail: 'This is your only way to sign in: link another one first',
      },
    });
    expect(await methodsOf(ada)).toEqual(['github two2@corp.test']);
  });

  test('both at once leaves one', async () => {
    for (const id of [231, 232, 233, 234, 235]) {
      const ada = await signedIn('github', github(id, `both${id}@corp.test`));
      await link(ada, 'google', google(`g-${id}`, `x${id}@gmail.com`));
      const answers = await Promise.all([unlink(ada, 'github'), unlink(ada, 'google')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect(await methodsOf(ada)).toHaveLength(1);
    }
  });

  test('what was unlinked is not brought back by the address that it shares', async () => {
    const ada = await signedIn('google', google('g-24', 'two4@gmail.com'));
    await link(ada, 'github', github(24, 'two4@gmail.com'));
    await unlink(ada, 'google');
    const thief = scripted.product.newPerson();
    expect(await scripted.signIn(thief, 'google', google('g-24', 'two4@gmail.com'))).toBe(
      `${site}/?error=account_exists`,
    );
    expect(await methodsOf(ada)).toEqual(['github two4@gmail.com']);
    expect(await link(ada, 'google', google('g-24', 'two4@gmail.com'))).toBe(`${site}/account?linked=google`);
    expect(await methodsOf(ada)).toEqual(['github two4@gmail.com', 'google two4@gmail.com']);
  });

  test('what was unlinked can be linked by somebody else, and is not listed twice', async () => {
    const ada = await signedIn('github', github(25, 'two5@corp.test'));
    const eve = await signedIn('github', github(26, 'two6@corp.test'));
    await link(ada, 'google', google('g-25', 'x25@gmail.com'));
    await unlink(ada, 'google');
    await link(eve, 'google', google('g-25', 'x25@gmail.com'));
    expect(await methodsOf(ada)).toEqual(['github two5@corp.test']);
    expect(await methodsOf(eve)).toEqual(['github two6@corp.test', 'google x25@gmail.com']);
    expect(await unlink(ada, 'google')).toMatchObject(notFound);
    expect(await unlink(ada, 'github')).toMatchObject({ status: 409 });
  });
});
