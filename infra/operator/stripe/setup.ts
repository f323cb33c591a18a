import Stripe from 'stripe';
import type { Catalog } from '../../../lib/contract/catalog.ts';
import { pathsOf } from '../../../lib/contract/route.ts';
import { routes } from '../../../lib/contract/routes.ts';
import { stripeEventTypes } from '../../../lib/contract/stripe-events.ts';
import type { Kept, Parameters } from '../parameters.ts';
import { requireSameAccount } from './account.ts';
import { type EndpointOptions, ensureEndpoint } from './endpoint.ts';
import { ensurePortal, type OfferedPlan } from './portal.ts';
import { archivePrices, ensurePrice, pricesOf } from './prices.ts';
import { ensureProduct, retiredProducts, type SetupDeps } from './products.ts';
import { type WantedProduct, wantedProducts } from './wanted.ts';

interface Deps extends SetupDeps {
  parameters: Parameters;
  /** By the key of the functions, where it is another. */
  theirs?: Stripe | undefined;
}

export interface Setup extends EndpointOptions {
  stage: string;
  /** What marks endpoint and portal as ours. */
  owner: string;
  catalog: Catalog;
  /** Origin of the site. */
  siteUrl: string;
  /** Where Stripe reaches the API; null where it cannot, on a laptop. */
  apiUrl: string | null;
  /** Whether functions are told what was made by its ids. */
  tellsIds: boolean;
}

interface Sold {
  product: WantedProduct;
  /** All that Stripe has of the product. */
  present: Stripe.Price[];
  /** In the order of the catalog's prices. */
  ids: (string | undefined)[];
}

async function ensureSold(deps: Deps, product: WantedProduct): Promise<Sold> {
  const present = (await ensureProduct(deps, product)) ? await pricesOf(deps.stripe, product.id) : [];
  const ids: Sold['ids'] = [];
  for (const wanted of product.prices) ids.push(await ensurePrice(deps, { product, wanted, present }));
  return { product, present, ids };
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

async function keepIds(deps: Deps, sold: Sold[], portal: string | undefined): Promise<void> {
  const prices = sold.flatMap(({ product, ids }) =>
    product.prices.map(({ setting }, index) => [setting, ids[index]] as const),
  );
  for (const [name, value] of [...prices, ['STRIPE_PORTAL_CONFIGURATION', portal] as const]) {
    if (name && value) await keepParameter(deps, { name, value, kept: 'parameter' });
  }
}

/** After the functions were told the new ids, so that nobody is offered what cannot be bought any more. */
async function archive(deps: Deps, stage: string, sold: Sold[]): Promise<void> {
  const { stripe, progress } = deps;
  for (const { product, present, ids } of sold) {
    const still = new Set(ids.filter((id) => id !== undefined));
    await archivePrices(deps, { stage, product: product.id, present, sold: still });
  }
  const wanted = sold.map(({ product }) => product);
  for (const { id, name } of await retiredProducts(deps, stage, wanted)) {
    const present = await pricesOf(stripe, id);
    await archivePrices(deps, { stage, product: id, present, sold: new Set() });
    await progress.change(`product   ${name}`, 'archived', () =>
      stripe.products.update(id, { active: false }),
    );
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
  const sold: Sold[] = [];
  for (const product of wantedProducts(stage, catalog)) sold.push(await ensureSold(deps, product));
  const plans: OfferedPlan[] = sold
    .filter(({ product }) => product.metadata.cue_tier !== undefined)
    .map(({ product, ids }) => ({ product: product.id, prices: ids }));
  const portal = await ensurePortal(deps, { owner, returnUrl: `${siteUrl}/account`, plans });
  if (setup.tellsIds) await keepIds(deps, sold, portal);
  await connect(deps, setup);
  await archive(deps, stage, sold);
  if (deps.theirs && !isCertain) await requireSameAccount(deps, deps.theirs);
}
