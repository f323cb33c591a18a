import { holdPrefix, keys, staffKeys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import { listed } from '../platform/staff-index.ts';
import type { Item, Table } from '../platform/table.ts';
import { closeHold, type HoldDeps, type HoldItem, parseHold, returnHeld } from './hold-item.ts';

/** Returns what an expired hold kept; false when something else had closed it. */
export async function expireHold({ table, outside }: HoldDeps, hold: HoldItem): Promise<boolean> {
  const closing = closeHold(hold, { status: 'expired' }, outside.clock.now());
  const { outcome } = await table.transact([closing, ...returnHeld(hold)]);
  return outcome === 'done';
}

// Of 1 MB each: some 25,000 holds within the two days that closed ones are kept. Whoever makes more of them has what
// lies deeper released by the hourly run, rather than each look at the balance read all of it.
const mostPages = 10;

/** A person's holds that are open and past their end, the newest first. */
async function* expiredHoldsOf({ table, outside }: HoldDeps, userId: string): AsyncGenerator<HoldItem> {
  let from: Item | undefined;
  let pages = 0;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      FilterExpression: '#status = :open AND expiresAt <= :now',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':pk': keys.balance(userId).pk,
        ':prefix': holdPrefix,
        ':open': 'open',
        ':now': outside.clock.now().toISOString(),
      },
      ScanIndexForward: false,
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    yield* page.items.map(parseHold);
    from = page.lastKey && { ...page.lastKey };
    pages += 1;
  } while (from && pages < mostPages);
}

/** Makes available again what a person's expired holds kept; answers how many there were. */
export async function releaseExpiredHoldsOf(deps: HoldDeps, userId: string): Promise<number> {
  let released = 0;
  for await (const hold of expiredHoldsOf(deps, userId)) if (await expireHold(deps, hold)) released += 1;
  return released;
}

/** Everybody's, the longest expired first. */
function allExpiredHolds(table: Table, now: Date): AsyncGenerator<Item> {
  // What ends this very moment has its id behind the time.
  const { staffPk, staffSk } = staffKeys.openHold(now.toISOString(), '~');
  return listed(table, staffPk, staffSk);
}

/**
 * For those whose owners do not come back: who looks at their balance, or is short of credits, need not wait for it. One
 * that cannot be released keeps none of the others; all that failed are thrown when the rest is done.
 */
export async function releaseExpiredHolds(deps: HoldDeps & { log: Log }): Promise<{ released: number }> {
  let released = 0;
  const failures: unknown[] = [];
  for await (const item of allExpiredHolds(deps.table, deps.outside.clock.now())) {
    try {
      if (await expireHold(deps, parseHold(item))) released += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (released > 0) deps.log.info('Expired holds released', { released });
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} holds were not released`);
  return { released };
}
