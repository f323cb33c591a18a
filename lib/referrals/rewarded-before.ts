import { type Key, keys } from '../platform/keys.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { personMarks } from '../subscriptions/trials.ts';
import type { UserItem } from '../users/user-item.ts';

/**
 * Where it stands that somebody was rewarded for a purchase by invitation: by their mailbox and by each identity, as it
 * stands of trials. Whoever deletes their account and is invited again is no new person.
 */
export const rewardMarkers = (trialKey: string, { email, identities }: UserItem): Key[] =>
  personMarks(trialKey, { email, identities }).map(keys.rewarded);

export async function wasRewarded(table: Table, markers: Key[]): Promise<boolean> {
  if (markers.length === 0) return false;
  return (await table.getAll(markers)).some((marker) => marker !== undefined);
}

/** For the transaction that rewards; refused where another account of the person has been rewarded since the look. */
export const markRewarded = (markers: Key[], referralId: string): TransactionAction[] =>
  markers.map((key) => ({
    Put: { Item: { ...key, referralId }, ConditionExpression: 'attribute_not_exists(pk)' },
  }));
