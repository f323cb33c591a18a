import type Stripe from 'stripe';
import { listLimit } from '../../stripe-setup/products.ts';
import { type EndpointDeps, make, marked, mend, remove, type WantedEndpoint } from './endpoint-changes.ts';
import { secretState, secretsOf, unmarkedSecret } from './endpoint-secrets.ts';

type Endpoint = Stripe.WebhookEndpoint;

export interface EndpointOptions {
  /** Make a new endpoint where the present one cannot be mended. */
  replace: boolean;
  /** Remove what a new endpoint has taken the place of. */
  retire: boolean;
  /** A person vouches that the kept secret which is no other endpoint's is that of the present one. */
  trust: boolean;
}

async function findAll({ stripe }: EndpointDeps, { owner, urls }: WantedEndpoint): Promise<Endpoint[]> {
  const all = await stripe.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: listLimit });
  const ours = all.filter(({ metadata, url }) => metadata.cue_stage === owner || urls.includes(url));
  return ours.sort((one, other) => other.created - one.created);
}

/** What a newer endpoint has taken the place of. Until told to, it stays: what waits there is delivered yet. */
async function retire(deps: EndpointDeps, { current, older }: { current: Endpoint; older: Endpoint[] }) {
  if (older.length > 0) {
    deps.progress.note(
      `  Whether ${current.id} delivers, Stripe tells only in the dashboard (Developers, Webhooks): look there.`,
    );
  }
  for (const endpoint of older) await remove(deps, endpoint);
  const { kept, keep } = deps.secrets;
  const needed = secretsOf(current, kept);
  if (needed.length === kept.length) return;
  await deps.progress.change('webhook   secrets of removed endpoints', 'removed', () => keep(needed));
}

async function withoutSecret(
  deps: EndpointDeps,
  wanted: WantedEndpoint,
  { endpoint, remake }: { endpoint: Endpoint; remake: boolean },
): Promise<void> {
  if (remake) {
    // It goes first: what it sends cannot be verified, and a second one would only double the refusals.
    await remove(deps, endpoint);
    return make(deps, wanted);
  }
  deps.progress.leave(
    `The endpoint ${endpoint.id} at ${endpoint.url} is there, but no secret in STRIPE_WEBHOOK_SECRET is known to be its
  own: it was left as it is. Copy its secret from Stripe's dashboard (Developers, Webhooks), put it before those that are
  set, and run this again with --trust-secret; or have a new endpoint made in its place: --replace-endpoint.`,
  );
}

async function ofOtherVersion(
  deps: EndpointDeps,
  wanted: WantedEndpoint,
  { endpoint, replace }: { endpoint: Endpoint; replace: boolean },
): Promise<void> {
  if (replace) return make(deps, wanted);
  if (secretState(endpoint, deps.secrets.kept) === 'kept') await mend(deps, wanted, endpoint);
  deps.progress.leave(
    `The endpoint ${endpoint.id} gets events of API version ${endpoint.api_version ?? "the account's default"}; Cue reads
  ${wanted.apiVersion}, and Stripe cannot change it. --replace-endpoint makes a second one; both deliver until you retire the old.`,
  );
}

async function ensureCurrent(
  deps: EndpointDeps,
  wanted: WantedEndpoint,
  { current, older, options }: { current: Endpoint; older: Endpoint[]; options: EndpointOptions },
): Promise<void> {
  const secret = secretState(current, deps.secrets.kept);
  if (secret !== 'kept') {
    const remake = options.replace || secret === 'neverKept';
    return withoutSecret(deps, wanted, { endpoint: current, remake });
  }
  await mend(deps, wanted, current);
  if (options.retire) return retire(deps, { current, older });
  if (older.length === 0) return;
  const ids = older.map(({ id }) => id).join(', ');
  deps.progress.note(
    `  Older endpoints still deliver: ${ids}. When the new one has for three days, --retire-endpoint removes them.`,
  );
}

/** One endpoint of ours at Stripe, of our API version, for the types that consumers act on, with a secret that functions know. */
export async function ensureEndpoint(
  deps: EndpointDeps,
  wanted: WantedEndpoint,
  options: EndpointOptions,
): Promise<void> {
  const found = await findAll(deps, wanted);
  const newest = found.find(({ api_version }) => api_version === wanted.apiVersion) ?? found[0];
  if (!newest) return make(deps, wanted);
  const vouchedFor = options.trust ? unmarkedSecret(found, deps.secrets.kept) : undefined;
  const endpoint = await marked(deps, newest, vouchedFor);
  if (endpoint.api_version !== wanted.apiVersion)
    return ofOtherVersion(deps, wanted, { endpoint, replace: options.replace });
  const older = found.filter(({ id }) => id !== endpoint.id);
  return ensureCurrent(deps, wanted, { current: endpoint, older, options });
}
