import type { UsageDeps } from '../usage/count-request.ts';
import { limitActs } from '../usage/limit-acts.ts';

/** Throws 429 when a person has opened too many checkouts in this minute, of whatever kind: each is work at Stripe. */
export const limitCheckouts = (
  deps: UsageDeps & { checkoutsPerMinute: number },
  userId: string,
): Promise<void> =>
  limitActs(deps, userId, {
    act: 'checkout',
    most: deps.checkoutsPerMinute,
    windowSeconds: 60,
    message: `Too many checkouts: ${deps.checkoutsPerMinute} a minute can be opened`,
  });
