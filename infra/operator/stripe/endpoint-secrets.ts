import type Stripe from 'stripe';
import { sha256 } from '../../../lib/platform/hash.ts';

type Endpoint = Stripe.WebhookEndpoint;

/**
 * Stripe shows an endpoint's secret once, when it makes it. So the endpoint carries a mark of the secret that was
 * kept: enough to find it among those that functions try, and of no use to anyone else.
 */
export const markOf = (secret: string): string => sha256(secret).slice(0, 16);

const hasMarkOf = ({ metadata }: Endpoint, secret: string) => metadata.cue_secret === markOf(secret);

const hasMarkOfOne = (endpoint: Endpoint, kept: readonly string[]) =>
  kept.some((secret) => hasMarkOf(endpoint, secret));

/** What is known of an endpoint's secret. `neverKept`: a run was cut off between making it and keeping it. */
export function secretState(endpoint: Endpoint, kept: readonly string[]): 'kept' | 'unknown' | 'neverKept' {
  const { cue_secret: mark, cue_stage: owner } = endpoint.metadata;
  if (mark === undefined && owner !== undefined) return 'neverKept';
  return hasMarkOfOne(endpoint, kept) ? 'kept' : 'unknown';
}

/** The first of the kept secrets that bears no endpoint's mark: what a person has copied from the dashboard. */
export const unmarkedSecret = (endpoints: readonly Endpoint[], kept: readonly string[]): string | undefined =>
  kept.find((secret) => !endpoints.some((endpoint) => hasMarkOf(endpoint, secret)));

/** The secrets that are still needed once only this endpoint delivers. */
export const secretsOf = (endpoint: Endpoint, kept: readonly string[]): string[] =>
  kept.filter((secret) => hasMarkOf(endpoint, secret));
