import * as z from 'zod/mini';
import { keys, ledgerPrefix, subscriptionPrefix } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { itemsOfPerson, type StepDeps, unlessOutOfTime } from './steps.ts';

/** What stands in the ledger where somebody's words stood. */
const erasedNotes = 'Account deleted';

/** Of these the notes are ours: what was bought, of which plan a month is. All others may hold what somebody wrote. */
const ownWords: readonly string[] = ['checkout_session', 'invoice', 'refund', 'dispute'];

const entry = z.object({
  sk: z.string(),
  causedAt: z.string(),
  notes: z.string(),
  sourceKind: z.string(),
  sourceId: z.string(),
});
type Entry = z.output<typeof entry>;
const subscription = z.object({ subscriptionId: z.string(), paymentUrl: z.nullish(z.string()) });

/** The trail has the same words: that somebody acted, and how much it was, stays there. */
async function eraseReason({ table }: StepDeps, { causedAt, sourceId }: Entry): Promise<void> {
  await table.update({
    Key: keys.audit(causedAt, sourceId),
    UpdateExpression: 'SET reason = :notes',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':notes': erasedNotes },
  });
}

/** Only the words change: the sum of the entries, their causes and times are what they were. */
async function eraseNotes(deps: StepDeps, userId: string, item: Item): Promise<void> {
  const worded = entry.parse(item);
  const { sk, notes, sourceKind } = worded;
  if (ownWords.includes(sourceKind) || notes === erasedNotes) return;
  if (sourceKind === 'admin') await eraseReason(deps, worded);
  await deps.table.update({
    Key: { ...keys.balance(userId), sk },
    UpdateExpression: 'SET notes = :notes',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':notes': erasedNotes },
  });
}

/** Stripe's page of an invoice shows whose it is. */
async function erasePaymentUrl({ table }: StepDeps, userId: string, item: Item): Promise<void> {
  const { subscriptionId, paymentUrl } = subscription.parse(item);
  if (!paymentUrl) return;
  await table.update({
    Key: keys.subscription(userId, subscriptionId),
    UpdateExpression: 'SET paymentUrl = :none',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':none': null },
  });
}

/** What is kept of the person tells what money did, and nothing else. */
export async function withoutNames(deps: StepDeps, userId: string): Promise<void> {
  const erasers = [
    [ledgerPrefix, eraseNotes],
    [subscriptionPrefix, erasePaymentUrl],
  ] as const;
  for (const [prefix, erase] of erasers) {
    for await (const items of itemsOfPerson(deps, userId, prefix)) {
      for (const item of items) {
        unlessOutOfTime(deps);
        await erase(deps, userId, item);
      }
    }
  }
}
