import { claimRequest, earlierResult, type RequestIdentity } from '../platform/idempotency.ts';
import { holdClosed, presentHold } from './closed-hold.ts';
import { expireHold } from './expired-holds.ts';
import { closeHold, type HoldDeps, type HoldItem, returnHeld } from './hold-item.ts';

export interface Releasing {
  userId: string;
  holdId: string;
}

/** What became of a hold that could not be released: its credits are available again all the same, or 409. */
async function closedBefore(deps: HoldDeps, { userId, holdId }: Releasing): Promise<HoldItem> {
  const hold = await presentHold(deps, userId, holdId);
  if (hold.status === 'settled') throw holdClosed(hold);
  if (hold.status === 'open' && (await expireHold(deps, hold))) return { ...hold, status: 'expired' };
  return hold.status === 'open' ? presentHold(deps, userId, holdId) : hold;
}

/**
 * Gives up a hold of a person: all of it is available again. The same again is told the same, and who comes after its
 * end is told that it has expired. Throws 409 for a settled one, and 404 for one that nobody has.
 */
export async function releaseHold(
  deps: HoldDeps,
  releasing: Releasing,
  identity?: RequestIdentity,
): Promise<HoldItem> {
  const { userId, holdId } = releasing;
  const hold = await presentHold(deps, userId, holdId);
  const now = deps.outside.clock.now();
  const result = await deps.table.transact([
    closeHold(hold, { status: 'released' }, now),
    ...returnHeld(hold),
    ...(identity ? [claimRequest(userId, identity, holdId, now)] : []),
  ]);
  if (result.outcome === 'done') return { ...hold, status: 'released' };
  // Throws when the key was used for something else.
  if (identity && result.refused.at(-1)) await earlierResult(deps.table, userId, identity);
  return closedBefore(deps, releasing);
}
