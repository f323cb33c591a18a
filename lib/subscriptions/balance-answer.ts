import type { BalanceAnswer } from '../contract/billing-routes.ts';
import type { Catalog } from '../contract/catalog.ts';
import { parseBalance, parseSums } from '../credits/balance.ts';
import { currentBalance } from '../credits/current-balance.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import type { UserItem } from '../users/user-item.ts';
import { planCredits } from './plan-credits.ts';
import { standingOf } from './standing.ts';

interface BalanceDeps {
  table: Table;
  outside: Outside;
  catalog: Catalog;
}

/** What a person's credits are made of, by sums that are kept with the balance: however long the ledger, three items. */
export async function balanceAnswer(
  deps: BalanceDeps,
  { userId, subscription }: UserItem,
): Promise<BalanceAnswer> {
  const { table, outside, catalog } = deps;
  const now = outside.clock.now();
  await currentBalance(deps, userId);
  const item = await table.get(keys.balance(userId));
  const { balance, available, held, version } = parseBalance(item);
  const { plan } = standingOf(catalog, subscription, now);
  const isOnPlan = subscription !== undefined && plan.tier === subscription.tier && plan.credits > 0;
  return {
    balance,
    available,
    held,
    unlimited: plan.unlimited,
    low: version > 0 && !plan.unlimited && balance < catalog.low_balance_threshold,
    sums: parseSums(item) ?? null,
    plan_credits: isOnPlan ? await planCredits(table, subscription, now) : null,
  };
}
