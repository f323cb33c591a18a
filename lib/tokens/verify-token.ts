import * as z from 'zod/mini';
import type { TokenIssuer } from '../contract/token-issuers.ts';
import type { Clock } from '../platform/clock.ts';
import { pictureOrNull, textOrNull } from '../sign-in/provider.ts';
import { emailAddress } from '../users/email-address.ts';
import type { Identity } from '../users/sign-up.ts';
import { issuerKeys } from './issuer-keys.ts';

/** Only by key pairs: with a shared secret whoever can check a token can make one, and `none` is no signature. */
const algorithms = ['RS256', 'ES256', 'EdDSA'];
const clockSkewSeconds = 60;
/** API Gateway takes no longer header; elsewhere nothing longer is looked at either. */
const longestToken = 8_192;

/** The person in a token, and when it was made, where it says so. */
export interface TokenIdentity extends Identity {
  issuedAtEpochSeconds: number | undefined;
}

/** Undefined for a token that is not good. Throws 503 while its issuer's keys cannot be had. */
export type TokenVerifier = (token: string) => Promise<TokenIdentity | undefined>;

const claims = z.object({
  /** As OpenID Connect Core 1.0 has it, section 2: at most 255 ASCII characters. */
  sub: z.string().check(z.regex(/^[\x20-\x7e]{1,255}$/)),
  iat: z.optional(z.number()),
  email: z.optional(z.unknown()),
  email_verified: z.optional(z.unknown()),
  given_name: z.optional(z.unknown()),
  family_name: z.optional(z.unknown()),
  picture: z.optional(z.unknown()),
});

/** An issuer says who somebody is there, and nothing that counts here: no role, no plan, nobody else's account. */
function identityOf(issuer: string, payload: unknown): TokenIdentity | undefined {
  const { success, data } = z.safeParse(claims, payload);
  if (!success) return undefined;
  return {
    // Encoded, since keys and names of identities are put together with # and a colon, which an address has too.
    provider: encodeURIComponent(issuer),
    subject: encodeURIComponent(data.sub),
    email: data.email_verified === true ? emailAddress(data.email) : undefined,
    emailAuthority: false,
    firstName: textOrNull(data.given_name),
    lastName: textOrNull(data.family_name),
    profileImageUrl: pictureOrNull(data.picture),
    issuedAtEpochSeconds: data.iat,
  };
}

/** Checks tokens of these issuers at the real time: signature, issuer, audience, and that they are in force. */
export function createTokenVerifier(issuers: readonly TokenIssuer[], clock: Clock): TokenVerifier {
  const known = new Map(
    issuers.map((issuer) => [issuer.issuer, { ...issuer, keys: issuerKeys(issuer, clock) }]),
  );
  return async (token) => {
    if (known.size === 0 || token.length > longestToken) return undefined;
    const { decodeJwt, errors, jwtVerify } = await import('jose');
    try {
      const trusted = known.get(decodeJwt(token).iss ?? '');
      if (!trusted) return undefined;
      const { issuer, audience, keys } = trusted;
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockSkewSeconds,
        currentDate: clock.now(),
        requiredClaims: ['exp'],
      });
      return identityOf(issuer, payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}
