import type { SignInOutcome } from './sign-in.ts';

// Only there to be parsed against: what is asked of it is path, query and fragment.
const anySite = 'https://cue.invalid';

function withQuery(path: string, said: Record<string, string>): string {
  const url = new URL(path, anySite);
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  return url.pathname + url.search + url.hash;
}

// Where sign-in methods are listed.
const accountPath = '/account';

/** Where on the site a sign-in ends, with what came of it in the address. */
export function wayBack(result: SignInOutcome): string {
  if (result.outcome === 'signedIn') return result.returnTo ?? '/?success=true';
  if (result.outcome === 'linked')
    return withQuery(result.returnTo ?? accountPath, { linked: result.provider });
  const { error, linking } = result;
  if (!linking) return `/?error=${error}`;
  return withQuery(linking.returnTo ?? accountPath, { error, linking: linking.provider });
}
