import Stripe from 'stripe';
import { pathsOf } from '../../../lib/contract/route.ts';
import { routes } from '../../../lib/contract/routes.ts';
import { stripeEventTypes } from '../../../lib/contract/stripe-events.ts';
import { archiveRest, ensureOffer, type Offer, type Sold } from '../../stripe-setup/offer.ts';
import type { SetupDeps } from '../../stripe-setup/products.ts';
import type { Kept, Parameters } from '../parameters.ts';
import { requireSameAccount } from './account.ts';
import { type EndpointOptions, ensureEndpoint } from './endpoint.ts';

interface Deps extends SetupDeps {
  parameters: Parameters;
  /** By the key of the functions, where it is another. */
  theirs?: Stripe | undefined;
}

export interface Setup extends EndpointOptions, Offer {
  /** Where Stripe reaches the API; null where it cannot, on a laptop. */
  apiUrl: string | null;
  /** Whether functions are told prices by their ids. */
  tellsIds: boolean;
  /** Whether they are told the portal's configuration. */
  tellsPortal: boolean;
}

async function keepParameter(
  { parameters, progress }: Deps,
  { name, value, kept }: { name: string; value: string; kept: Kept },
): Promise<void> {
  const what = `parameter ${parameters.placeOf(name)}`;
  const { [name]: present } = await parameters.read([name]);
  if (present === value) progress.unchanged(what);
  else await progress.change(what, 'written', () => parameters.write(name, value, kept));
}

async function keepIds(
  deps: Deps,
  { tellsIds, tellsPortal }: Setup,
  { sold, portal }: { sold: Sold[]; portal: string | undefined },
): Promise<void> {
  const prices = sold.flatMap(({ product, ids }) =>
    product.prices.map(({ setting }, index) => [setting, ids[index]] as const),
  );
  const told = [
    ...(tellsIds ? prices : []),
    ...(tellsPortal ? [['STRIPE_PORTAL_CONFIGURATION', portal] as const] : []),
  ];
  for (const [name, value] of told) {
    if (name && value) await keepParameter(deps, { name, value, kept: 'parameter' });
  }
}

/** In the version that the library reads, as an endpoint of ours would be. */
const listenCommand = `stripe listen --latest --events ${stripeEventTypes.join(',')} --forward-to localhost:8000/api/webhooks/stripe`;

async function connect(deps: Deps, { owner, apiUrl, replace, retire, trust }: Setup): Promise<void> {
  if (apiUrl === null) {
    deps.progress.note(
      'webhook   none: Stripe cannot reach a laptop. A real test account delivers through its own tool:',
    );
    return deps.progress.note(`  ${listenCommand}`);
  }
  const name = 'STRIPE_WEBHOOK_SECRET';
  const { [name]: list = '' } = await deps.parameters.read([name]);
  const kept = list.split(',').flatMap((secret) => secret.trim() || []);
  const keep = (secrets: string[]) => deps.parameters.write(name, secrets.join(','), 'secret');
  const [first, ...others] = pathsOf(routes.receiveStripeEvent).map((path) => apiUrl + path);
  if (!first) throw new Error('The contract has no path for webhooks');
  await ensureEndpoint(
    { ...deps, secrets: { kept, keep, seen: deps.parameters.seen } },
    { owner, urls: [first, ...others], eventTypes: stripeEventTypes, apiVersion: Stripe.API_VERSION },
    { replace, retire, trust },
  );
}

/**
 * Makes at Stripe what the catalog sells, the portal's configuration and the webhook endpoint, and tells the functions.
 * What is there and right stays; so a second run changes nothing, and one that was cut off is taken up where it ended.
 */
export async function setUpStripe(deps: Deps, setup: Setup): Promise<void> {
  const { stage, owner, catalog, siteUrl } = setup;
  const isCertain = !deps.theirs || (await requireSameAccount(deps, deps.theirs));
  const { sold, portal } = await ensureOffer(deps, { stage, owner, catalog, siteUrl });
  await keepIds(deps, setup, { sold, portal });
  await connect(deps, setup);
  await archiveRest(deps, stage, sold);
  if (deps.theirs && !isCertain) await requireSameAccount(deps, deps.theirs);
}
