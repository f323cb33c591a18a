import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Signing = 'RS256' | 'none' | 'HS256 with the public key' | 'a key of someone else';

function signature(content: string, signing: Signing): string {
  if (signing === 'none') return '';
  if (signing === 'HS256 with the public key') {
    const secret = publicKey.export({ type: 'spki', format: 'pem' });
    return createHmac('sha256', secret).update(content).digest('base64url');
  }
  const key =
    signing === 'RS256' ? privateKey : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return sign('RSA-SHA256', Buffer.from(content), key).toString('base64url');
}

function token(claims: object, signing: Signing, kid: string): string {
  const alg = signing === 'none' ? 'none' : signing.startsWith('HS256') ? 'HS256' : 'RS256';
  const content = `${encoded({ alg, kid, typ: 'JWT' })}.${encoded(claims)}`;
  return `${content}.${signature(content, signing)}`;
}

export interface ProviderScript {
  /** Changes to an id_token that would be right. */
  claims?: Record<string, unknown>;
  signing?: Signing;
  kid?: string;
  githubEmails?: { email: string; primary: boolean; verified: boolean }[];
  githubUser?: Record<string, unknown>;
  tokenStatus?: number;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** Google and GitHub in one, which say what a test has them say, and keep what they were sent. */
export async function startFakeProvider() {
  let script: ProviderScript = {};
  let nonce = '';
  const tokenRequests: Record<string, string>[] = [];
  const answers: Record<string, (url: string) => unknown> = {
    '/.well-known/openid-configuration': (url) => ({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/token': (url) => {
      const nowSeconds = Math.floor(Date.now() / 1000);
      const right = {
        iss: url,
        aud: 'client',
        sub: 'google-1',
        nonce,
        iat: nowSeconds,
        exp: nowSeconds + 600,
        email: 'person@gmail.com',
        email_verified: true,
      };
      const claims = { ...right, ...script.claims };
      return {
        access_token: 'a',
        token_type: 'bearer',
        id_token: token(claims, script.signing ?? 'RS256', script.kid ?? 'k1'),
      };
    },
    '/login/oauth/access_token': () => ({ access_token: 'a', token_type: 'bearer', scope: 'read:user' }),
    '/user': () => ({ id: 42, name: 'Some Body', login: 'some', ...script.githubUser }),
    '/user/emails': () =>
      script.githubEmails ?? [{ email: 'person@example.com', primary: true, verified: true }],
  };
  const server = createServer(async (request, response) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const path = request.url ?? '';
    const isToken = path === '/token' || path === '/login/oauth/access_token';
    if (isToken) tokenRequests.push(Object.fromEntries(await bodyOf(request)));
    const answer = answers[path];
    response.writeHead(answer ? (isToken && script.tokenStatus) || 200 : 404, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(answer ? answer(url) : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenRequests,
    /** What to say at the next sign-in, whose authorization request carried this nonce. */
    say(next: ProviderScript, nextNonce: string): void {
      script = next;
      nonce = nextNonce;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
