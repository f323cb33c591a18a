import type Stripe from 'stripe';
import { API_VERSION } from '../http/version.ts';
import { collection } from '../store/collection.ts';
import { equals } from '../store/conditions.ts';
import { notes } from '../store/notes.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';

const LAPTOP_ENDPOINT = 'we_1LaptopCloudsOwnEndpoint';
/** More endpoints than Stripe allows (16), so the bound never shows. */
const MAXIMUM_ENDPOINTS = 100;

export const webhookEndpoints = collection<Stripe.WebhookEndpoint>('webhook_endpoint');
export const endpointNotes = notes<{ secret: string }>('webhook_endpoint');

export function newWebhookEndpoint(
  fields: Pick<Stripe.WebhookEndpoint, 'id' | 'created' | 'url' | 'enabled_events'> &
    Partial<Stripe.WebhookEndpoint>,
): Stripe.WebhookEndpoint {
  return {
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    description: null,
    livemode: false,
    metadata: {},
    status: 'enabled',
    ...fields,
  } satisfies Stripe.WebhookEndpoint;
}

export function endpointsFor(store: Store, eventType: string): string[] {
  const enabled = webhookEndpoints.select(store, {
    conditions: equals('status', 'enabled'),
    order: 'oldest first',
    limit: MAXIMUM_ENDPOINTS,
  });
  const wants = ({ enabled_events }: Stripe.WebhookEndpoint) =>
    enabled_events.includes('*') || enabled_events.includes(eventType);
  return enabled.filter(wants).map((endpoint) => endpoint.id);
}

export function endpointSecrets(world: World, endpoint: Stripe.WebhookEndpoint): string[] {
  if (endpoint.id === LAPTOP_ENDPOINT) return world.webhookSecrets;
  const note = endpointNotes.read(world.store, endpoint.id);
  return note ? [note.secret] : [];
}

/** The laptop's own endpoint is made anew at each start, so that its address follows the settings. */
export function registerLaptopEndpoint(world: World, url: string | null): void {
  const registered = webhookEndpoints.find(world.store, LAPTOP_ENDPOINT);
  const endpoint = newWebhookEndpoint({
    id: LAPTOP_ENDPOINT,
    api_version: API_VERSION,
    created: registered?.created ?? world.nowSeconds(),
    description: "The laptop cloud's own endpoint",
    enabled_events: ['*'],
    status: url === null ? 'disabled' : 'enabled',
    url: url ?? registered?.url ?? '',
  });
  if (registered) webhookEndpoints.replace(world.store, endpoint);
  else if (url !== null) webhookEndpoints.insert(world.store, endpoint);
}
