import { describe, expect, test } from '@jest/globals';
import { deployedPlace } from './deployed-place.ts';

const parametersWith = (present: Record<string, string>) => ({
  seen: 'at once',
  placeOf: (name: string) => `/cue/prod/${name}`,
  read: async () => present,
  write: async () => undefined,
});
const placeWith = (
  present: Record<string, string>,
  site?: string,
  environment: Record<string, string> = {},
) => deployedPlace({ stage: 'prod', site }, parametersWith(present), environment);

const deployed = {
  STRIPE_SECRET_KEY: 'rk_live_functions',
  FRONTEND_URL: 'https://cue.example,https://www.cue.example',
  BACKEND_URL: 'https://api.cue.example',
};

describe('the place of a deployment', () => {
  test('is where the deployment says: the first site, and the API by itself', async () => {
    expect(await placeWith(deployed)).toMatchObject({
      live: true,
      siteUrl: 'https://cue.example',
      apiUrl: 'https://api.cue.example',
      stripe: { STRIPE_SECRET_KEY: 'rk_live_functions', STRIPE_API_URL: undefined },
      told: 'the key in /cue/prod/STRIPE_SECRET_KEY, for https://cue.example',
    });
  });

  test('is elsewhere when that is said, for both', async () => {
    expect(await placeWith(deployed, 'https://new.example/')).toMatchObject({
      siteUrl: 'https://new.example',
      apiUrl: 'https://new.example',
    });
  });

  test("uses the shell's key before the functions' own, and never the shell's address of Stripe", async () => {
    const environment = { STRIPE_SECRET_KEY: 'sk_live_mine', STRIPE_API_URL: 'http://localhost:12111' };
    expect(await placeWith(deployed, undefined, environment)).toMatchObject({
      stripe: { STRIPE_SECRET_KEY: 'sk_live_mine', STRIPE_API_URL: undefined },
      told: 'the key in the environment, for https://cue.example',
    });
  });

  test.each(['http://cue.example', 'https://cue.example/shop', 'cue.example'])('is not %s', async (site) => {
    await expect(placeWith(deployed, site)).rejects.toThrow('no origin of a site');
  });
});
