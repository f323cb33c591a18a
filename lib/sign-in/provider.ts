import type * as oidc from 'openid-client';
import type { Identity } from '../users/sign-up.ts';

export type ProviderName = 'google' | 'github';

/** What a provider says of a person; `email` is absent when it vouches for none. */
export type ProviderProfile = Identity & { provider: ProviderName };

export interface Provider {
  configuration: oidc.Configuration;
  scope: string;
  /** Whether the provider answers an id_token, and so takes a nonce. */
  usesNonce: boolean;
  profile(tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): Promise<ProviderProfile>;
}

/** A provider's answer later than this is no answer; discovery, token and keys together fit into the function's 10 s. */
export const providerTimeoutSeconds = 3;

/** Plain http is for the laptop cloud's providers only; every real one is https. */
export function isLaptopProvider(url: string): boolean {
  return url.startsWith('http://localhost:') || url.startsWith('http://127.0.0.1:');
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 100) : null;
}

/** Only https pictures are shown: the site's policy loads no others. */
export function pictureOrNull(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith('https://') && value.length <= 2048 ? value : null;
}
