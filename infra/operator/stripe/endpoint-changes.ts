import type Stripe from 'stripe';
import type { SetupDeps } from '../../stripe-setup/products.ts';
import { says } from '../../stripe-setup/says.ts';
import { markOf } from './endpoint-secrets.ts';

type Endpoint = Stripe.WebhookEndpoint;
type EventType = Stripe.WebhookEndpointCreateParams.EnabledEvent;

export interface WantedEndpoint {
  /** What marks it as ours: the stage, or the laptop. */
  owner: string;
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

const name = (wanted: WantedEndpoint) => `webhook   ${wanted.urls[0]}`;

/** Its secret is kept before anything else is done, since Stripe will not show it again. */
export async function make(deps: EndpointDeps, wanted: WantedEndpoint): Promise<void> {
  const { stripe, progress, secrets } = deps;
  const { owner, urls, eventTypes, apiVersion } = wanted;
  const what = `${name(wanted)}, ${eventTypes.length} event types, ${apiVersion}`;
  const made = await progress.change(what, 'made', async () => {
    const { id, secret } = await stripe.webhookEndpoints.create({
      url: urls[0],
      enabled_events: eventTypes,
      api_version: apiVersion,
      description: `Cue, stage ${owner}`,
      metadata: { cue_stage: owner },
    });
    if (!secret) throw new Error('Stripe made the endpoint but told no secret');
    await secrets.keep([secret, ...secrets.kept]);
    return stripe.webhookEndpoints.update(id, { metadata: { cue_secret: markOf(secret) } });
  });
  if (!made) return;
  progress.note(`  Cue knows its secret ${secrets.seen}; what it refuses until then, Stripe sends again.`);
}

/** Brings what can be changed into line: types, address, and that it is switched on. Only where its secret is known. */
export async function mend(
  { stripe, progress }: EndpointDeps,
  wanted: WantedEndpoint,
  found: Endpoint,
): Promise<void> {
  const { owner, urls, eventTypes } = wanted;
  const url = urls.includes(found.url) ? found.url : urls[0];
  const metadata = { ...found.metadata, cue_stage: owner };
  const what = `${name(wanted)}, ${eventTypes.length} event types`;
  if (says(found, { url, enabled_events: eventTypes, status: 'enabled', metadata })) {
    return progress.unchanged(what);
  }
  await progress.change(what, 'changed', () =>
    stripe.webhookEndpoints.update(found.id, { url, enabled_events: eventTypes, disabled: false, metadata }),
  );
}

export const remove = ({ stripe, progress }: EndpointDeps, { id }: Endpoint) =>
  progress.change(`webhook   ${id}`, 'removed', () => stripe.webhookEndpoints.del(id));

/** Marks an endpoint with the secret that a person vouches for. In a dry run it is taken for marked. */
export async function marked(
  { stripe, progress }: EndpointDeps,
  endpoint: Endpoint,
  secret: string | undefined,
): Promise<Endpoint> {
  if (secret === undefined) return endpoint;
  const metadata = { ...endpoint.metadata, cue_secret: markOf(secret) };
  await progress.change(`webhook   ${endpoint.id}, with the secret that is set`, 'changed', () =>
    stripe.webhookEndpoints.update(endpoint.id, { metadata }),
  );
  return { ...endpoint, metadata };
}
