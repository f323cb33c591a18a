import type Stripe from 'stripe';
import { sha256 } from '../../../lib/platform/hash.ts';

type Endpoint = Stripe.WebhookEndpoint;

/**
 * Stripe shows an endpoint's secret once, when it makes it. So the endpoint carries a mark of the secret that was
 * kept: enough to find it among those that functions try, and of no use to anyone else.
 */
export const markOf = (secret: string): string => sha256(secret).slice(0, 16);

/** The mark of an endpoint whose secret a person kept: made in the dashboard, or rolled there. */
const keptByHand = 'by hand';

const hasMarkOfOne = ({ metadata }: Endpoint, kept: readonly string[]) =>
  kept.some((secret) => markOf(secret) === metadata.cue_secret);

/**
 * What is known of an endpoint's secret. `neverKept`: a run was cut off between making it and keeping it. A secret
 * that is no other endpoint's is taken for one that a person copied from the dashboard.
 */
export function secretState(
  endpoint: Endpoint,
  others: readonly Endpoint[],
  kept: readonly string[],
): 'kept' | 'lost' | 'neverKept' {
  const { cue_secret: mark, cue_stage: stage } = endpoint.metadata;
  if (mark === undefined && stage !== undefined) return 'neverKept';
  if (hasMarkOfOne(endpoint, kept)) return 'kept';
  const isOthers = (secret: string) => others.some((other) => hasMarkOfOne(other, [secret]));
  return kept.every(isOthers) ? 'lost' : 'kept';
}

/** The mark that an endpoint whose secret is kept should have. */
export const rightMark = (endpoint: Endpoint, kept: readonly string[]): string =>
  (hasMarkOfOne(endpoint, kept) && endpoint.metadata.cue_secret) || keptByHand;

/** The secrets that are still needed once only this endpoint delivers. */
export function secretsOf({ metadata }: Endpoint, kept: readonly string[]): string[] {
  const own = kept.filter((secret) => markOf(secret) === metadata.cue_secret);
  return own.length > 0 ? own : [...kept];
}
