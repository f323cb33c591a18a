import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as oidc from 'openid-client';
import { laptopClient } from '../laptop-settings.ts';
import type { Listening } from '../listen.ts';
import { startGithub } from './github.ts';
import { startGoogle } from './google.ts';
import { people } from './people.ts';

const redirectUri = 'http://localhost:8000/auth/callback';
const { id, secret } = laptopClient;

let google: Listening;
let github: Listening;
beforeAll(async () => {
  [google, github] = await Promise.all([startGoogle(0, [redirectUri]), startGithub(0, [redirectUri])]);
});
afterAll(() => Promise.all([google.close(), github.close()]));

/** Presses the button of one person on the page, as a browser would. */
async function choose(page: string, field: 'email' | 'login', person: string): Promise<URL> {
  const html = await (await fetch(page)).text();
  const form = html.split('<form').find((part) => part.includes(`name="${field}" value="${person}"`)) ?? '';
  const action = /action="([^"]+)"/.exec(form)?.[1] ?? '';
  const unescaped = (text = '') => text.replaceAll('&amp;', '&').replaceAll('&#x2F;', '/');
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value]): [string, string] => [name, unescaped(value)],
  );
  const body = new URLSearchParams(fields);
  const answer = await fetch(new URL(action, page), { method: 'POST', body, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

async function googleClaims(server: Listening, email: string): Promise<oidc.IDToken | undefined> {
  const options = { execute: [oidc.allowInsecureRequests] };
  const configuration = await oidc.discovery(
    new URL(server.url),
    id,
    undefined,
    oidc.ClientSecretPost(secret),
    options,
  );
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const page = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const callback = await choose(page.href, 'email', email);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce };
  return (await oidc.authorizationCodeGrant(configuration, callback, checks)).claims();
}

async function githubProfile(
  login: string,
): Promise<{ user: { id: number; name: string }; emails: unknown }> {
  const page = `${github.url}/login/oauth/authorize?client_id=${id}&state=s&redirect_uri=${encodeURIComponent(redirectUri)}`;
  const callback = await choose(page, 'login', login);
  const answer = await fetch(`${github.url}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      client_id: id,
      client_secret: secret,
      code: callback.searchParams.get('code') ?? '',
    }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  const read = async (path: string) =>
    (await fetch(github.url + path, { headers: { authorization: `Bearer ${access_token}` } })).json();
  return { user: (await read('/user')) as { id: number; name: string }, emails: await read('/user/emails') };
}

describe('Google', () => {
  test('tells by a signed id_token who signed in', async () => {
    expect(await googleClaims(google, 'ada@example.com')).toMatchObject({
      iss: google.url,
      aud: id,
      email: 'ada@example.com',
      email_verified: true,
      hd: 'example.com',
      given_name: 'Ada',
      family_name: 'Lovelace',
    });
  });

  test('knows one person whose address it has not verified', async () => {
    expect(await googleClaims(google, 'unverified@example.com')).toMatchObject({ email_verified: false });
  });

  test('knows a person as the same after a restart', async () => {
    const before = await googleClaims(google, 'ada@example.com');
    const restarted = await startGoogle(0, [redirectUri]);
    const after = await googleClaims(restarted, 'ada@example.com');
    await restarted.close();
    expect(after?.sub).toBe(before?.sub);
    expect(after?.sub).toMatch(/^1\d{20}$/);
  });

  test('answers no browser that would come back to a stranger', async () => {
    const page = `${google.url}/o/oauth2/v2/auth?client_id=${id}&redirect_uri=https%3A%2F%2Fevil.example%2F`;
    expect((await fetch(page)).status).toBe(400);
  });
});

describe('GitHub', () => {
  test('tells who signed in and which address is verified', async () => {
    const { user, emails } = await githubProfile('ada');
    expect(user.name).toBe('Ada Lovelace');
    expect(emails).toMatchObject([{ email: 'ada@example.com', primary: true, verified: true }]);
  });

  test('knows one person whose address it has not verified', async () => {
    const { emails } = await githubProfile('unverified');
    expect(emails).toMatchObject([{ email: 'unverified@example.com', primary: true, verified: false }]);
  });

  test('knows a person as the same after a restart', async () => {
    const before = await githubProfile('grace');
    await github.close();
    github = await startGithub(0, [redirectUri]);
    expect((await githubProfile('grace')).user.id).toBe(before.user.id);
  });
});

test('at least ten people can sign in', () => {
  expect(people.filter(({ isVerified }) => isVerified).length).toBeGreaterThanOrEqual(10);
  expect(people.map(({ email }) => email)).toEqual(
    expect.arrayContaining(['ada@example.com', 'grace@example.com', 'alan@example.com']),
  );
});
