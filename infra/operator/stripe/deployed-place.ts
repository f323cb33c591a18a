import { StartFault } from '../../local/ports.ts';
import type { Parameters } from '../parameters.ts';
import { type Environment, isLive, type Place, requireOrigin, requireSecretKey } from './place.ts';

interface Asked {
  stage: string;
  /** Instead of the addresses that the deployment wrote down. */
  site: string | undefined;
}

/** The key of the shell goes before the functions' own, which may be restricted to what they do themselves. */
function keyOf(environment: Environment, theirs: string | undefined, place: string) {
  const given = environment.STRIPE_SECRET_KEY;
  const from = given ? 'the environment' : place;
  const key = requireSecretKey(given || theirs, from);
  if (theirs && isLive(theirs) !== isLive(key))
    throw new StartFault('The key of the environment and that of the functions are of different modes.');
  return { key, from, theirKey: theirs === key ? undefined : theirs };
}

function addressesOf(site: string | undefined, found: Record<string, string>) {
  if (site !== undefined) return { siteUrl: requireOrigin(site), apiUrl: requireOrigin(site) };
  const [frontend] = found.FRONTEND_URL?.split(',') ?? [];
  if (!frontend) {
    throw new StartFault(
      'The deployment has not said where its site is. Deploy the stage first, or give --site https://…',
    );
  }
  return { siteUrl: requireOrigin(frontend), apiUrl: requireOrigin(found.BACKEND_URL ?? frontend) };
}

/** A stage on AWS, as its parameters tell of it. */
export async function deployedPlace(
  { stage, site }: Asked,
  parameters: Parameters,
  environment: Environment,
): Promise<Place> {
  const found = await parameters.read(['STRIPE_SECRET_KEY', 'FRONTEND_URL', 'BACKEND_URL']);
  const name = parameters.placeOf('STRIPE_SECRET_KEY');
  const { key, from, theirKey } = keyOf(environment, found.STRIPE_SECRET_KEY, name);
  const addresses = addressesOf(site, found);
  return {
    stage,
    owner: stage,
    parameters,
    theirKey,
    ...addresses,
    tellsIds: true,
    tellsPortal: true,
    stripe: { STRIPE_SECRET_KEY: key, STRIPE_API_URL: undefined },
    live: isLive(key),
    plansFile: environment.PLANS_FILE,
    told: `the key in ${from}, for ${addresses.siteUrl}`,
  };
}
