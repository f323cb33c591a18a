import { patientOutside } from '../local/patient-outside.ts';
import { type ProviderScript, startFakeProvider } from './fake-provider.ts';
import { type Person, startProduct } from './product.ts';

export type ProviderName = 'google' | 'github';

/** The whole product, signing in against providers that say what a test has them say. */
export async function startScriptedSignIn() {
  const provider = await startFakeProvider();
  let skewMs = 0;
  const product = await startProduct({
    given: {
      GOOGLE_ISSUER_URL: provider.url,
      GOOGLE_CLIENT_ID: 'client',
      GOOGLE_CLIENT_SECRET: 'secret',
      GITHUB_URL: provider.url,
      GITHUB_API_URL: provider.url,
      GITHUB_CLIENT_ID: 'client',
      GITHUB_CLIENT_SECRET: 'secret',
    },
    outsideFor: (_, environment) => ({
      ...patientOutside,
      environment,
      realClock: { now: () => new Date(Date.now() + skewMs) },
    }),
  });

  /** Where the site sends the browser to. */
  async function start(someone: Person, name: ProviderName, query = ''): Promise<URL> {
    const answer = await someone.call('GET', `/auth/${name}${query}`);
    return new URL(answer.headers.get('location') ?? '');
  }

  return {
    provider,
    product,
    start,
    setClockAhead: (ms: number) => {
      skewMs = ms;
    },
    /** Goes to the provider and comes back; answers where the browser ends up. */
    async signIn(
      someone: Person,
      name: ProviderName,
      script: ProviderScript = {},
      query = '',
    ): Promise<string> {
      const authorize = await start(someone, name, query);
      provider.say(script, authorize.searchParams.get('nonce') ?? '');
      const state = authorize.searchParams.get('state');
      const back = await someone.call('GET', `/auth/callback?code=good&state=${state}`);
      return back.headers.get('location') ?? '';
    },
    async close(): Promise<void> {
      await product.close();
      await provider.close();
    },
  };
}

export type ScriptedSignIn = Awaited<ReturnType<typeof startScriptedSignIn>>;
