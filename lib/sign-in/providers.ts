import type { signInSettings } from '../contract/function-settings.ts';
import type { SettingsOf } from '../contract/settings.ts';
import { githubProvider } from './github.ts';
import { googleProvider } from './google.ts';
import type { Provider, ProviderName } from './provider.ts';

const makers = { google: googleProvider, github: githubProvider };

/** Providers made when first used; one that could not be reached is tried anew the next time. */
export function createProviders(settings: SettingsOf<(typeof signInSettings)[number]>) {
  const made = new Map<ProviderName, Promise<Provider>>();
  return (name: ProviderName): Promise<Provider> => {
    const known = made.get(name);
    if (known) return known;
    const provider = makers[name](settings).catch((cause: unknown) => {
      made.delete(name);
      throw cause;
    });
    made.set(name, provider);
    return provider;
  };
}
