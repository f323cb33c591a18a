import type { UsageDeps } from '../usage/count-request.ts';
import { limitActs } from '../usage/limit-acts.ts';

// Whoever sets up machines one by one needs fewer; a loop that makes and revokes keys needs more.
const mostAnHour = 5;

/** Throws 429 when a person has asked for too many keys in this hour. */
export const limitNewKeys = (deps: UsageDeps, userId: string): Promise<void> =>
  limitActs(deps, userId, {
    act: 'newKey',
    most: mostAnHour,
    windowSeconds: 3_600,
    message: `Too many API keys: ${mostAnHour} an hour can be made`,
  });
