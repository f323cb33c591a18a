import type { JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import type { TokenIssuer } from '../contract/token-issuers.ts';
import type { Clock } from '../platform/clock.ts';

/** Discovery and keys together: an issuer that answers later than this does not answer. */
const timeoutMs = 5_000;
/** How long a key is good that its issuer may have withdrawn. */
const maxAgeMs = 600_000;
/** Tokens can name any key: an unknown one has the keys read again at most this often. */
const coolDownMs = 30_000;
/** While the issuer does not answer, callers are told so at once, and not each after the time-out. */
const pauseMs = 5_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(url, { headers: { Accept: 'application/json' }, redirect: 'error', signal });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

/** As OpenID Connect Discovery 1.0 has it: the document is of this issuer alone, and its keys are no less protected. */
async function discoverKeys(issuer: string, signal: AbortSignal): Promise<string> {
  const found = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, signal);
  const { issuer: named, jwks_uri: url } = discovery.parse(found);
  if (named !== issuer) throw new Error(`The discovery document of ${issuer} is of ${named}`);
  if (issuer.startsWith('https:') && !url.startsWith('https:'))
    throw new Error(`The keys of ${issuer} are not behind https`);
  return url;
}

async function readKeys({ issuer, jwksUrl }: TokenIssuer): Promise<JWTVerifyGetKey> {
  const signal = AbortSignal.timeout(timeoutMs);
  const url = jwksUrl ?? (await discoverKeys(issuer, signal));
  const keys = keySet.parse(await readJson(url, signal));
  return (await import('jose')).createLocalJWKSet(keys);
}

const unreachable = (cause: unknown) =>
  new AppError('dependency_unavailable', 'The issuer of your token cannot be reached; please try again', {
    cause,
  });

/** Reads an issuer's keys when they are needed, once for all who wait, and not again and again where that fails. */
function keyReader(issuer: TokenIssuer, clock: Clock) {
  let reading: Promise<JWTVerifyGetKey> | undefined;
  let failed: { atMs: number; cause: unknown } | undefined;
  return async (): Promise<JWTVerifyGetKey> => {
    if (failed && clock.now().getTime() < failed.atMs + pauseMs) throw unreachable(failed.cause);
    reading ??= readKeys(issuer).finally(() => {
      reading = undefined;
    });
    try {
      return await reading;
    } catch (cause) {
      failed = { atMs: clock.now().getTime(), cause };
      throw unreachable(cause);
    }
  };
}

/**
 * The public keys of an issuer, kept between calls. A key that is not among them may be a new one: they are read again,
 * unless that was just done. Throws 503 while the issuer does not answer.
 */
export function issuerKeys(issuer: TokenIssuer, clock: Clock): JWTVerifyGetKey {
  const read = keyReader(issuer, clock);
  let kept: { keys: JWTVerifyGetKey; readAtMs: number } | undefined;
  const isYounger = (ageMs: number) => kept && clock.now().getTime() < kept.readAtMs + ageMs;
  const refresh = async () => {
    const keys = await read();
    kept = { keys, readAtMs: clock.now().getTime() };
    return keys;
  };
  return async (header, token) => {
    const keys = kept && isYounger(maxAgeMs) ? kept.keys : await refresh();
    try {
      return await keys(header, token);
    } catch (error) {
      const { errors } = await import('jose');
      if (!(error instanceof errors.JWKSNoMatchingKey) || isYounger(coolDownMs)) throw error;
      return (await refresh())(header, token);
    }
  };
}
