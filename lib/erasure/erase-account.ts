import { type EndingDeps, requestEnd } from '../subscriptions/end-subscriptions.ts';
import { deleteCustomers } from './delete-customers.ts';
import { eraseWays } from './erase-ways.ts';
import { type Erasure, finishErasure } from './erasure-item.ts';
import { returnHolds } from './return-holds.ts';
import { type StepDeps, unlessOutOfTime } from './steps.ts';
import { sweepPartition } from './sweep-partition.ts';
import { withoutNames } from './without-names.ts';

export type EraseDeps = EndingDeps & StepDeps;

/** `open`: something is left, or may have come in between; the schedule goes on. */
export type EraseOutcome = 'erased' | 'open';

// Twice as long as any function may run: what had begun before the account was closed has ended by then, and what it
// wrote is found.
const inFlightMs = 1_800_000;

/** Nobody is to pay for an account that is gone; then Stripe is to forget of them what it can forget. */
async function endAtStripe(deps: EraseDeps, { userId, customerIds }: Erasure): Promise<boolean> {
  // Who never was at Stripe is not looked for there: it may not even be set up.
  if (customerIds.length === 0) return true;
  unlessOutOfTime(deps);
  if ((await requestEnd(deps, userId, customerIds)) === 'open') return false;
  unlessOutOfTime(deps);
  await deleteCustomers(await deps.stripe(), customerIds);
  return true;
}

/**
 * Ends what the person could be charged for, then removes what is held about them but for what money did. Each step can
 * be repeated, and begun again after a crash at any point of it. False while Stripe has not confirmed the end.
 */
export async function eraseNow(deps: EraseDeps, erasure: Erasure): Promise<boolean> {
  const { userId, ownPartitions } = erasure;
  const isEnded = await endAtStripe(deps, erasure);
  await returnHolds(deps, userId);
  await eraseWays(deps, userId);
  await withoutNames(deps, userId);
  await sweepPartition(deps, userId, ownPartitions);
  return isEnded;
}

/** A run by the schedule. The erasure is over with one that began when nothing could be in flight any more. */
export async function eraseAccount(deps: EraseDeps, erasure: Erasure): Promise<EraseOutcome> {
  const { table, outside, log } = deps;
  const { userId, requestedAt } = erasure;
  const isQuiet = outside.clock.now().getTime() >= Date.parse(requestedAt) + inFlightMs;
  const isEnded = await eraseNow(deps, erasure);
  if (!isEnded || !isQuiet) return 'open';
  await finishErasure(table, erasure, outside.clock.now());
  log.info('Account erased', { userId });
  return 'erased';
}
