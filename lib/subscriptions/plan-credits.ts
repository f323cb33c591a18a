import { parseEntry } from '../credits/entry.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { addMonths, monthsBetween } from './months.ts';
import { reachedLevel } from './reach-level.ts';
import type { Subscription } from './subscription-item.ts';

export const trialCause = (subscriptionId: string): string => `trial:${subscriptionId}`;

interface PlanCredits {
  credits: number;
  since: string;
}

async function trialCredits(
  table: Table,
  { userId, subscriptionId }: Subscription,
  since: string,
): Promise<PlanCredits> {
  const entry = await table.get(keys.ledgerEntry(userId, since, trialCause(subscriptionId)));
  return { credits: entry ? parseEntry(entry).creditsDelta : 0, since };
}

/**
 * What the plan has granted for the month that runs, and when that began: of a paid year that is one of its months, of
 * a trial all of it.
 */
export async function planCredits(table: Table, subscription: Subscription, now: Date): Promise<PlanCredits> {
  const { userId, subscriptionId, currentPeriodStart, status, trialStart } = subscription;
  if (status === 'trialing' && trialStart !== null) return trialCredits(table, subscription, trialStart);
  const since = addMonths(currentPeriodStart, monthsBetween(currentPeriodStart, now.toISOString()));
  const month = { userId, subscriptionId, monthStart: since, credits: 0 };
  return { credits: await reachedLevel(table, month), since };
}
