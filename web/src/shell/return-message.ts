import { isProvider, providerNames } from '../sign-in/provider-names.ts';

/** What a redirect back to the site says in its address, in words. */
export interface ReturnMessage {
  kind: 'toast' | 'banner';
  title: string;
  detail?: string;
}

const signInErrors: Record<string, ReturnMessage> = {
  oauth_failed: {
    kind: 'banner',
    title: 'Signing in did not work.',
    detail:
      'The sign-in took too long, or the provider did not answer as expected. Try again, or use the other provider.',
  },
  access_denied: {
    kind: 'banner',
    title: 'You stopped the sign-in.',
    detail: 'The provider told Cue nothing about you. You can start again whenever you like.',
  },
  email_unverified: {
    kind: 'banner',
    title: 'Your email address is not verified yet.',
    detail:
      'Cue sends receipts there, so it must be yours. Verify it with Google or GitHub, then sign in again.',
  },
  account_exists: {
    kind: 'banner',
    title: 'There is already an account with this email address.',
    detail:
      'Sign in the way you did the first time. If that was Google, use Google; if GitHub, GitHub. Your account page then links the other one.',
  },
  rate_limited: {
    kind: 'banner',
    title: 'Too many sign-ins were begun from your network.',
    detail: 'Wait a minute, then try again.',
  },
};

const unknownError: ReturnMessage = {
  kind: 'banner',
  title: 'Signing in did not work.',
  detail: 'Try again, or use the other provider.',
};

/** The same of a provider that was to be linked; whoever reads it is signed in, and stays so. */
const linkErrors: Record<string, (name: string) => ReturnMessage> = {
  access_denied: (name) => ({
    kind: 'banner',
    title: `You stopped the sign-in at ${name}.`,
    detail: 'Nothing was linked. You can start again whenever you like.',
  }),
  email_unverified: (name) => ({
    kind: 'banner',
    title: `${name} has not verified your email address there.`,
    detail: 'Nothing was linked. Verify the address, then link again.',
  }),
  account_exists: (name) => ({
    kind: 'banner',
    title: `This ${name} sign-in opens another account already.`,
    detail:
      'Two accounts never become one. Use another one there, or unlink it from the other account first.',
  }),
};

const linkFailed = (name: string): ReturnMessage => ({
  kind: 'banner',
  title: `Linking ${name} did not work.`,
  detail: 'It took too long, or you signed in anew meanwhile. Try again.',
});

const returnParameters = ['success', 'error', 'signed_out', 'linked', 'linking'];

function linkMessage(parameters: URLSearchParams): ReturnMessage | null {
  const linked = parameters.get('linked');
  if (isProvider(linked))
    return { kind: 'toast', title: `You can sign in with ${providerNames[linked]} from now on.` };
  const linking = parameters.get('linking');
  const error = parameters.get('error');
  if (!isProvider(linking) || error === null) return null;
  const known = Object.hasOwn(linkErrors, error) ? linkErrors[error] : undefined;
  return (known ?? linkFailed)(providerNames[linking]);
}

export function returnMessage(parameters: URLSearchParams): ReturnMessage | null {
  const link = linkMessage(parameters);
  if (link) return link;
  const error = parameters.get('error');
  // An unknown code is never shown itself: anyone can write an address.
  if (error !== null)
    return Object.hasOwn(signInErrors, error) ? (signInErrors[error] ?? unknownError) : unknownError;
  if (parameters.get('success') === 'true') return { kind: 'toast', title: 'You are signed in.' };
  if (parameters.get('signed_out') === 'true') return { kind: 'toast', title: 'You are signed out.' };
  return null;
}

/** The address without what has been said. */
export function withoutReturnParameters(parameters: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(parameters);
  for (const name of returnParameters) kept.delete(name);
  return kept;
}
