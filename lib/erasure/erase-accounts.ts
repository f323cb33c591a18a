import { type EraseDeps, type EraseOutcome, eraseAccount } from './erase-account.ts';
import { type Erasure, openErasures } from './erasure-item.ts';
import { OutOfTime } from './steps.ts';

// Five runs have not been enough: more than somebody with very much, or a passing fault.
const stuckAfterMs = 6 * 3_600_000;

/** One try. A failure is noted here and now, since the others must have theirs; after hours it is an alarm. */
async function tryToErase(deps: EraseDeps, erasure: Erasure): Promise<EraseOutcome> {
  const { outside, log, count } = deps;
  const { userId, requestedAt } = erasure;
  const outcome = await eraseAccount(deps, erasure).catch((cause: unknown): EraseOutcome => {
    if (cause instanceof OutOfTime) log.info('Erasing goes on with the next run', { userId });
    else log.error('Account could not be erased', { userId, requestedAt }, cause);
    return 'open';
  });
  const isStuck = outside.clock.now().getTime() - Date.parse(requestedAt) >= stuckAfterMs;
  if (outcome === 'open' && isStuck) count('StuckErasures');
  return outcome;
}

/** Goes on with every erasure that is open, the oldest first. */
export async function eraseAccounts(deps: EraseDeps): Promise<Record<EraseOutcome, number>> {
  const result = { erased: 0, open: 0 };
  for await (const erasure of openErasures(deps.table)) result[await tryToErase(deps, erasure)] += 1;
  return result;
}
