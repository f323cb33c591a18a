import { type Balance, readBalance } from './balance.ts';
import { releaseExpiredHoldsOf } from './expired-holds.ts';
import type { HoldDeps } from './hold-item.ts';

/** The balance as its owner should see it: what expired holds kept is available again. */
export async function currentBalance(deps: HoldDeps, userId: string): Promise<Balance> {
  const balance = await readBalance(deps.table, userId);
  if (balance.held === 0) return balance;
  await releaseExpiredHoldsOf(deps, userId);
  // Whoever released them: another request may have met the same hold a moment before.
  return readBalance(deps.table, userId);
}
