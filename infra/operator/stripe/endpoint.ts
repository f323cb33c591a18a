import type Stripe from 'stripe';
import { markOf, rightMark, secretState, secretsOf } from './endpoint-secrets.ts';
import { listLimit, type SetupDeps } from './products.ts';
import { says } from './says.ts';

type Endpoint = Stripe.WebhookEndpoint;
type EventType = Stripe.WebhookEndpointCreateParams.EnabledEvent;

export interface WantedEndpoint {
  stage: string;
  /** Where Cue takes events, the first for a new endpoint. */
  urls: readonly [string, ...string[]];
  eventTypes: EventType[];
  apiVersion: Stripe.WebhookEndpointCreateParams.ApiVersion;
}

export interface EndpointDeps extends SetupDeps {
  secrets: {
    /** Those that functions try now. */
    kept: readonly string[];
    keep(secrets: string[]): Promise<void>;
    /** When functions see them. */
    seen: string;
  };
}

export interface EndpointOptions {
  /** Make a new endpoint where the present one cannot be mended. */
  replace: boolean;
  /** Remove what a new endpoint has taken the place of. */
  retire: boolean;
}

const name = (wanted: WantedEndpoint) => `webhook   ${wanted.urls[0]}`;

async function findAll({ stripe }: EndpointDeps, { stage, urls }: WantedEndpoint): Promise<Endpoint[]> {
  const all = await stripe.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: listLimit });
  const ours = all.filter(({ metadata, url }) => metadata.cue_stage === stage || urls.includes(url));
  return ours.sort((one, other) => other.created - one.created);
}

/** Its secret is kept before anything else is done, since Stripe will not show it again. */
async function make(deps: EndpointDeps, wanted: WantedEndpoint): Promise<void> {
  const { stripe, progress, secrets } = deps;
  const { stage, urls, eventTypes, apiVersion } = wanted;
  const what = `${name(wanted)}, ${eventTypes.length} event types, ${apiVersion}`;
  const made = await progress.change(what, 'made', async () => {
    const { id, secret } = await stripe.webhookEndpoints.create({
      url: urls[0],
      enabled_events: eventTypes,
      api_version: apiVersion,
      description: `Cue, stage ${stage}`,
      metadata: { cue_stage: stage },
    });
    if (!secret) throw new Error('Stripe made the endpoint but told no secret');
    await secrets.keep([secret, ...secrets.kept]);
    return stripe.webhookEndpoints.update(id, { metadata: { cue_secret: markOf(secret) } });
  });
  if (!made) return;
  progress.note(`  Cue knows its secret ${secrets.seen}; what it refuses until then, Stripe sends again.`);
}

/** Brings what can be changed into line: types, address, and that it is switched on. */
async function mend(
  { stripe, progress, secrets }: EndpointDeps,
  wanted: WantedEndpoint,
  found: Endpoint,
): Promise<void> {
  const { stage, urls, eventTypes } = wanted;
  const url = urls.includes(found.url) ? found.url : urls[0];
  const metadata = { cue_stage: stage, cue_secret: rightMark(found, secrets.kept) };
  const what = `${name(wanted)}, ${eventTypes.length} event types`;
  if (says(found, { url, enabled_events: eventTypes, status: 'enabled', metadata })) {
    return progress.unchanged(what);
  }
  await progress.change(what, 'changed', () =>
    stripe.webhookEndpoints.update(found.id, { url, enabled_events: eventTypes, disabled: false, metadata }),
  );
}

const remove = ({ stripe, progress }: EndpointDeps, { id }: Endpoint) =>
  progress.change(`webhook   ${id}`, 'removed', () => stripe.webhookEndpoints.del(id));

/** What a newer endpoint has taken the place of. Until told to, it stays: what waits there is delivered yet. */
async function retire(deps: EndpointDeps, { current, older }: { current: Endpoint; older: Endpoint[] }) {
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
    `The endpoint ${endpoint.id} is there, but its secret is not in STRIPE_WEBHOOK_SECRET, so none of its events is
  taken. Copy the secret from Stripe's dashboard (Developers, Webhooks), or have a new endpoint made: --replace-endpoint.`,
  );
}

async function ofOtherVersion(
  deps: EndpointDeps,
  wanted: WantedEndpoint,
  { endpoint, replace }: { endpoint: Endpoint; replace: boolean },
): Promise<void> {
  if (replace) return make(deps, wanted);
  await mend(deps, wanted, endpoint);
  deps.progress.leave(
    `The endpoint ${endpoint.id} gets events of API version ${endpoint.api_version ?? "the account's default"}; Cue reads
  ${wanted.apiVersion}, and Stripe cannot change it. --replace-endpoint makes a second one; both deliver until you retire the old.`,
  );
}

/** One endpoint of ours at Stripe, of our API version, for the types that consumers act on, with a secret that functions know. */
export async function ensureEndpoint(
  deps: EndpointDeps,
  wanted: WantedEndpoint,
  options: EndpointOptions,
): Promise<void> {
  const found = await findAll(deps, wanted);
  const current = found.find(({ api_version }) => api_version === wanted.apiVersion);
  const older = found.filter((endpoint) => endpoint !== current);
  const [latest] = older;
  if (!current) {
    if (!latest) return make(deps, wanted);
    return ofOtherVersion(deps, wanted, { endpoint: latest, replace: options.replace });
  }
  const secret = secretState(current, older, deps.secrets.kept);
  if (secret !== 'kept') {
    const remake = options.replace || secret === 'neverKept';
    return withoutSecret(deps, wanted, { endpoint: current, remake });
  }
  await mend(deps, wanted, current);
  if (options.retire) return retire(deps, { current, older });
  if (!latest) return;
  const ids = older.map(({ id }) => id).join(', ');
  deps.progress.note(
    `  Older endpoints still deliver: ${ids}. When the new one has for three days, --retire-endpoint removes them.`,
  );
}
