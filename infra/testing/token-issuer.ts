import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../local/listen.ts';

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface SigningKey {
  kid: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const newKey = (kid: string): SigningKey => ({ kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) });
const jwkOf = ({ kid, publicKey }: SigningKey) => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
});

const signatures = {
  RS256: (content: string, { privateKey }: SigningKey) =>
    sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url'),
  none: () => '',
  /** By whoever takes the public key for a secret. */
  HS256: (content: string, { publicKey }: SigningKey) =>
    createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
      .update(content)
      .digest('base64url'),
};

export interface Forging {
  alg?: keyof typeof signatures;
  /** More of the token's header: another `kid`, a key of its own. */
  header?: Record<string, unknown>;
  /** Signs with a key that the issuer has never published. */
  byStranger?: boolean;
}

export interface TokenIssuer {
  /** `iss` of its tokens, and where its discovery document is. */
  issuer: string;
  /** `aud` of its tokens. */
  audience: string;
  /** `AUTH_JWT_ISSUERS` for a product that believes this issuer alone. */
  setting: string;
  /** A token that is good for ten minutes, but for what the claims say otherwise; one that is undefined is left out. */
  token(claims: Record<string, unknown>, forging?: Forging): string;
  /** Replaces the key that it signs with, and forgets the one before. */
  rotate(): void;
  /** From now on it answers this status; 200 is well again. */
  answerWith(status: number): void;
  /** The paths that were asked for, in their order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** An OpenID issuer of a front end with its own sign-in: publishes its keys, and signs whatever it is asked to. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const audience = 'cue';
  const stranger = newKey('stranger');
  const asked: string[] = [];
  let rotations = 1;
  let key = newKey('key-1');
  let status = 200;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/jwks` },
      '/jwks': { keys: [jwkOf(key)] },
    };
    const document = documents[request.url ?? ''];
    response.writeHead(document ? status : 404, {
      'content-type': 'application/json',
      ...(status >= 300 && status < 400 ? { location: `${url}/jwks` } : {}),
    });
    response.end(JSON.stringify(document ?? {}));
  });
  const { url, close } = await listen(server, 0);
  return {
    issuer: url,
    audience,
    setting: JSON.stringify([{ issuer: url, audience }]),
    token: (claims, { alg = 'RS256', header = {}, byStranger = false } = {}) => {
      const nowSeconds = Math.floor(Date.now() / 1_000);
      const usual = { iss: url, aud: audience, iat: nowSeconds, exp: nowSeconds + 600 };
      const head = encoded({ alg, kid: key.kid, typ: 'JWT', ...header });
      const content = `${head}.${encoded({ ...usual, ...claims })}`;
      return `${content}.${signatures[alg](content, byStranger ? stranger : key)}`;
    },
    rotate: () => {
      rotations += 1;
      key = newKey(`key-${rotations}`);
    },
    answerWith: (next) => {
      status = next;
    },
    asked,
    close,
  };
}
