import { laptopOwner } from '../../local/laptop-settings.ts';
import { projectFolder, readEnvFile } from '../../local/project-folder.ts';
import { environmentOf } from '../deployment.ts';
import type { Parameters } from '../parameters.ts';
import { type Environment, isLive, type Place, requireOrigin, requireSecretKey } from './place.ts';

/** `.env` is a file that a person writes, so what belongs there is printed, not put into it. */
function printedParameters(environment: Environment, print: (line: string) => void): Parameters {
  const present = (name: string) => {
    const { [name]: value } = environment;
    return value ? [[name, value]] : [];
  };
  return {
    seen: 'at the next npm start, once it stands in .env',
    placeOf: (name) => `${name} in .env`,
    read: async (names) => Object.fromEntries(names.flatMap(present)),
    write: async (name, value) => print(`${name}=${value}`),
  };
}

/** The laptop's simulator, or the real Stripe by a key in `.env`; a tunnel's address lets Stripe reach it. */
export function laptopPlace(site: string | undefined, print: (line: string) => void): Place {
  const { STAGE = '', FRONTEND_URL = '', ...settings } = environmentOf(undefined);
  const { STRIPE_SECRET_KEY, STRIPE_API_URL, PLANS_FILE } = settings;
  const key = requireSecretKey(STRIPE_SECRET_KEY, '.env');
  const tunnel = site === undefined ? null : requireOrigin(site);
  const [siteUrl = ''] = FRONTEND_URL.split(',');
  return {
    stage: STAGE,
    owner: laptopOwner(STAGE),
    parameters: printedParameters({ ...readEnvFile(projectFolder), ...process.env }, print),
    stripe: { STRIPE_SECRET_KEY: key, STRIPE_API_URL },
    live: isLive(key),
    siteUrl: tunnel ?? siteUrl,
    apiUrl: tunnel,
    tellsIds: false,
    tellsPortal: !STRIPE_API_URL,
    plansFile: PLANS_FILE,
    told: STRIPE_API_URL
      ? `the laptop's simulator at ${STRIPE_API_URL}`
      : 'the key in .env or the environment',
  };
}
