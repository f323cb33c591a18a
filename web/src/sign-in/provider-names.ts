import { type SignInProvider, signInProviders } from '../../../lib/contract/identity-routes.ts';

export const providerNames: Record<SignInProvider, string> = { google: 'Google', github: 'GitHub' };

export const isProvider = (text: string | null): text is SignInProvider =>
  signInProviders.some((provider) => provider === text);
