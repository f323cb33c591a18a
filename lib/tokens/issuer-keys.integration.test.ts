import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { listen } from '../../infra/local/listen.ts';
import { startTokenIssuer } from '../../infra/testing/token-issuer.ts';
import { systemClock } from '../platform/clock.ts';
import { createTokenVerifier } from './verify-token.ts';

const unreachable = 'The issuer of your token cannot be reached; please try again';

test('keys may be at an address of their own, and no discovery document is asked for then', async () => {
  const issuer = await startTokenIssuer();
  const at = { issuer: issuer.issuer, audience: issuer.audience, jwksUrl: `${issuer.issuer}/jwks` };
  const verify = createTokenVerifier([at], systemClock);
  expect(await verify(issuer.token({ sub: 'a b' }))).toMatchObject({ subject: 'a%20b' });
  expect(issuer.asked).toEqual(['/jwks']);
  await issuer.close();
});

test.each([
  ['of another issuer', (_url: string, jwks_uri: string) => ({ issuer: 'https://evil.example', jwks_uri })],
  ['without keys', (url: string) => ({ issuer: url })],
  ['that is none', () => 'Welcome'],
])('a discovery document %s has no keys believed', async (_, documentOf) => {
  const issuer = await startTokenIssuer();
  const server = createServer((_request, response) =>
    response.end(JSON.stringify(documentOf(url, `${issuer.issuer}/jwks`))),
  );
  const { url, close } = await listen(server, 0);
  const verify = createTokenVerifier([{ issuer: url, audience: issuer.audience }], systemClock);
  await expect(verify(issuer.token({ iss: url, sub: 'a' }))).rejects.toThrow(unreachable);
  await close();
  await issuer.close();
});
