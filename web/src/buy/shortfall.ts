import type { Credits } from '../../../lib/contract/billing-routes.ts';
import { defaultCredits, stepFrom } from './credit-count.ts';

/**
 * Credits that were spent before their payment went back, by a refund or a dispute: what the next purchase fills
 * first. 0 when nothing is short.
 */
export function shortfallOf({ available, unlimited }: Credits): number {
  return unlimited ? 0 : Math.max(-available, 0);
}

/** Where buying starts: with the usual number of credits, or with as many as leave some to spend. */
export function buyPath(shortfall: number): string {
  return shortfall < defaultCredits ? '/credits' : `/credits?credits=${stepFrom(shortfall, 1)}`;
}
