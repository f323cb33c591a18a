import { isKept } from '../account-data/item-kinds.ts';
import { apiKeyPrefix, holdPrefix, keys } from '../platform/keys.ts';
import { erasePartition } from './erase-ways.ts';
import { itemsOf, type StepDeps } from './steps.ts';

/** These go by themselves, each with what belongs to it elsewhere: one that came since waits for the next run. */
const hasOwnWay = (sk: string): boolean =>
  sk.startsWith(holdPrefix) || sk.startsWith(apiKeyPrefix) || sk === keys.widget('').sk;

/** Everything of the person but what is kept: also what nobody thought of when this was written. */
export async function sweepPartition(
  deps: StepDeps,
  userId: string,
  ownPartitions: readonly string[],
): Promise<void> {
  for (const pk of [keys.usageDay(userId, '').pk, ...ownPartitions]) await erasePartition(deps, pk);
  const { pk } = keys.user(userId);
  for await (const items of itemsOf(deps, { pk, keysOnly: true })) {
    const gone = items.map((item) => String(item.sk)).filter((sk) => !isKept(sk) && !hasOwnWay(sk));
    await deps.table.removeAll(gone.map((sk) => ({ pk, sk })));
  }
}
