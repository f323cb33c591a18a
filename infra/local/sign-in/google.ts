import { createHash, createSign, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { laptopClient } from '../laptop-settings.ts';
import type { Listening } from '../listen.ts';
import { type Rewrites, startFront } from './front.ts';
import { people } from './people.ts';

const keyId = 'laptop';
const claims = z.looseObject({ sub: z.string(), email: z.string() });
const tokens = z.looseObject({ id_token: z.optional(z.string()) });

/**
 * Google's `sub` never changes, but the emulator draws new ones at every start: accounts of an earlier start would
 * not be recognised. These follow from the address.
 */
function lastingSubject(email: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex')}`).toString();
  return `1${digits.slice(0, 20)}`;
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The id_token anew: a changed claim needs a signature by a key that we hold. */
function signedAnew(token: string, key: KeyObject): string {
  const payload = claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
  const head = encoded({ alg: 'RS256', kid: keyId, typ: 'JWT' });
  const content = `${head}.${encoded({ ...payload, sub: lastingSubject(payload.email) })}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
}

async function lastingIdentity(): Promise<Rewrites> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' };
  return {
    '/oauth2/token': async (answer) => {
      const { id_token, ...rest } = tokens.parse(answer);
      return { ...rest, ...(id_token ? { id_token: signedAnew(id_token, privateKey) } : {}) };
    },
    '/oauth2/v2/userinfo': async (answer) => {
      const user = claims.parse(answer);
      return { ...user, sub: lastingSubject(user.email) };
    },
    '/oauth2/v3/certs': async () => ({ keys: [jwk] }),
  };
}

/** Google's sign-in, with a page to choose a person. */
export async function startGoogle(port: number, redirectUris: readonly string[]): Promise<Listening> {
  const client = {
    client_id: laptopClient.id,
    client_secret: laptopClient.secret,
    name: 'Cue',
    redirect_uris: redirectUris,
  };
  const users = people.map(({ email, name, isVerified }) => ({ email, name, email_verified: isVerified }));
  const seed = { google: { users, oauth_clients: [client] } };
  return startFront({ port, service: 'google', seed, rewrites: await lastingIdentity() });
}
