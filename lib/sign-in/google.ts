import * as oidc from 'openid-client';
import type { SettingsOf } from '../contract/settings.ts';
import { emailAddress } from '../users/email-address.ts';
import {
  isLaptopProvider,
  type Provider,
  type ProviderProfile,
  pictureOrNull,
  providerTimeoutSeconds,
  textOrNull,
} from './provider.ts';

type GoogleSettings = SettingsOf<'GOOGLE_CLIENT_ID' | 'GOOGLE_CLIENT_SECRET' | 'GOOGLE_ISSUER_URL'>;

/**
 * Google vouches for who owns an address only where it runs the mailbox: gmail.com, or a hosted domain (`hd`).
 * Source: developers.google.com/identity/gsi/web/guides/verify-google-id-token.
 */
function profileOf(claims: oidc.IDToken): ProviderProfile {
  const email = claims.email_verified === true ? emailAddress(claims.email) : undefined;
  return {
    provider: 'google',
    subject: claims.sub,
    email,
    emailAuthority: email !== undefined && (/@gmail\.com$/i.test(email) || typeof claims.hd === 'string'),
    firstName: textOrNull(claims.given_name),
    lastName: textOrNull(claims.family_name),
    profileImageUrl: pictureOrNull(claims.picture),
  };
}

/** The id_token's signature, issuer, audience, expiry and nonce are checked by openid-client. */
export async function googleProvider(settings: GoogleSettings): Promise<Provider> {
  if (!settings.GOOGLE_CLIENT_ID || !settings.GOOGLE_CLIENT_SECRET)
    throw new Error('Google sign-in is not set up');
  const configuration = await oidc.discovery(
    new URL(settings.GOOGLE_ISSUER_URL),
    settings.GOOGLE_CLIENT_ID,
    undefined,
    oidc.ClientSecretPost(settings.GOOGLE_CLIENT_SECRET),
    {
      timeout: providerTimeoutSeconds,
      execute: [
        // By default the library trusts the connection to Google and leaves the signature unchecked.
        oidc.enableNonRepudiationChecks,
        ...(isLaptopProvider(settings.GOOGLE_ISSUER_URL) ? [oidc.allowInsecureRequests] : []),
      ],
    },
  );
  return {
    configuration,
    scope: 'openid email profile',
    usesNonce: true,
    profile: async (tokens) => {
      const claims = tokens.claims();
      if (!claims) throw new Error('Google answered no id_token');
      return profileOf(claims);
    },
  };
}
