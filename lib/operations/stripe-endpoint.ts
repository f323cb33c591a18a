import type Stripe from 'stripe';
import { pathsOf } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';
import { stripeEventTypes } from '../contract/stripe-events.ts';

type Endpoint = Pick<Stripe.WebhookEndpoint, 'url' | 'status' | 'enabled_events' | 'api_version'>;

interface Ours {
  /** Origins at which Cue takes webhooks; the first is the API's own. */
  origins: readonly string[];
  /** In which the library reads events. */
  apiVersion: string;
}

const paths = pathsOf(routes.receiveStripeEvent);

/** Stripe cannot reach a laptop: there, `stripe listen` or the simulator delivers. */
const isLaptop = (origin: string) => ['localhost', '127.0.0.1'].includes(new URL(origin).hostname);

function remarkOnTypes(endpoints: Endpoint[]): string[] {
  const sent = new Set(endpoints.flatMap(({ enabled_events }) => enabled_events));
  const missing = sent.has('*') ? [] : stripeEventTypes.filter((type) => !sent.has(type));
  return missing.length > 0 ? [`Stripe's webhook endpoint does not send ${missing.join(', ')}.`] : [];
}

function remarkOnVersion(endpoints: Endpoint[], apiVersion: string): string[] {
  if (endpoints.some(({ api_version }) => api_version === apiVersion)) return [];
  const versions = endpoints.map(({ api_version }) => api_version ?? "the account's default").join(', ');
  return [`Stripe's webhook endpoint sends API version ${versions}; Cue reads ${apiVersion}.`];
}

/** What is amiss with our endpoint among those of the account, in sentences; `npm run stripe:setup` mends all of it. */
export function endpointRemarks(all: readonly Endpoint[], { origins, apiVersion }: Ours): string[] {
  const addresses = origins.flatMap((origin) => paths.map((path) => origin + path));
  const ours = all.filter(({ url }) => addresses.includes(url));
  const [origin = ''] = origins;
  if (ours.length === 0)
    return isLaptop(origin) ? [] : [`Stripe has no webhook endpoint at ${addresses[0]}.`];
  const enabled = ours.filter(({ status }) => status === 'enabled');
  if (enabled.length === 0) return ["Stripe's webhook endpoint is switched off."];
  // What an older endpoint sends until it is retired does not make up for what the right one lacks.
  const current = enabled.filter(({ api_version }) => api_version === apiVersion);
  const sending = current.length > 0 ? current : enabled;
  return [...remarkOnTypes(sending), ...remarkOnVersion(sending, apiVersion)];
}
