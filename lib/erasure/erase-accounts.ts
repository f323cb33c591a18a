import { type EraseDeps, type EraseOutcome, eraseAccount } from './erase-account.ts';
import { type Erasure, openErasures } from './erasure-item.ts';
import { forgetParked } from './forget-parked.ts';
import { OutOfTime } from './steps.ts';

// Five runs have not been enough: more than somebody with very much, or a passing fault.
const stuckAfterMs = 6 * 3_600_000;

interface Tried {
  outcome: EraseOutcome;
  /** Why it is open, where that is a fault. */
  fault?: unknown;
}

/** One try. A failure is noted here and now, since the others must have theirs. */
async function tryToErase(deps: EraseDeps, erasure: Erasure): Promise<Tried> {
  const { userId, requestedAt } = erasure;
  try {
    return { outcome: await eraseAccount(deps, erasure) };
  } catch (fault) {
    if (fault instanceof OutOfTime) deps.log.info('Erasing goes on with the next run', { userId });
    else deps.log.error('Account could not be erased', { userId, requestedAt }, fault);
    return { outcome: 'open', fault };
  }
}

const isStuck = ({ outside }: EraseDeps, { requestedAt }: Erasure): boolean =>
  outside.clock.now().getTime() - Date.parse(requestedAt) >= stuckAfterMs;

/**
 * Goes on with every erasure that is open, the oldest first, then looks after what was parked of those who are gone.
 * One that has been open for hours makes the run a failed one when the others have had theirs: its alarm sounds.
 */
export async function eraseAccounts(deps: EraseDeps): Promise<Record<EraseOutcome, number>> {
  const result = { erased: 0, open: 0 };
  const stuck: unknown[] = [];
  for await (const erasure of openErasures(deps.table)) {
    const { outcome, fault } = await tryToErase(deps, erasure);
    result[outcome] += 1;
    if (outcome === 'open' && isStuck(deps, erasure))
      stuck.push(fault ?? new Error('Stripe has not confirmed the end'));
  }
  await forgetParked(deps.table);
  if (stuck.length > 0) throw new AggregateError(stuck, `${stuck.length} accounts were not erased for hours`);
  return result;
}
