import type { UsageDeps } from '../usage/count-request.ts';
import { limitActs } from '../usage/limit-acts.ts';

/** Throws 429 when somebody at this address has begun too many sign-ins in this minute. */
export const limitSignIns = (
  deps: UsageDeps & { signInsPerMinute: number },
  visitor: string,
): Promise<void> =>
  limitActs(deps, visitor, {
    act: 'signIn',
    most: deps.signInsPerMinute,
    windowSeconds: 60,
    message: 'Too many sign-ins were begun from your address. Please try again in a minute',
  });
