import { hmacSha256 } from '../platform/hash.ts';
import { type Key, keys } from '../platform/keys.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { mailboxOf } from '../users/mailbox.ts';
import type { UserItem } from '../users/user-item.ts';

/** What tells a person again, under whatever account. */
export interface TrialPerson {
  /** Verified; null for somebody of whom no address is known. */
  email: string | null;
  /** As `identityName` makes them: `google:<sub>`. */
  identities: readonly string[];
  /** Stripe's, of the card that is to pay after the trial. */
  cardFingerprint?: string | undefined;
}

export interface TrialDeps {
  table: Pick<Table, 'getAll'>;
  /** `IDENTITY_HASH_KEY`. */
  trialKey: string;
}

/**
 * What a person is known again by: one for the mailbox if there is one, for each identity and for the card, in this order.
 * No more than an HMAC, so that it can outlive the account.
 */
export function personMarks(trialKey: string, { email, identities, cardFingerprint }: TrialPerson): string[] {
  const marks = [
    ...(email === null ? [] : [`address:${mailboxOf(email)}`]),
    ...new Set(identities.map((identity) => `identity:${identity}`)),
    ...(cardFingerprint === undefined ? [] : [`card:${cardFingerprint}`]),
  ];
  return marks.map((mark) => hmacSha256(trialKey, mark));
}

/** Where it stands that a trial was had: a key for each mark of the person. */
export const trialMarkers = (trialKey: string, person: TrialPerson): Key[] =>
  personMarks(trialKey, person).map(keys.trial);

/**
 * Whether a checkout that the person opens now begins with the plan's trial. Which card they will pay with nobody
 * knows yet: a card that has had one withholds the trial's credits later on (`claimTrial`), and never the trial.
 */
export async function trialApplies(
  { table, trialKey }: TrialDeps,
  { email, identities, subscription }: Pick<UserItem, 'email' | 'identities' | 'subscription'>,
): Promise<boolean> {
  // A trial that has only just begun: its markers come with its first invoice.
  if (subscription && subscription.trialStart !== null && !subscription.awaitsCard) return false;
  const found = await table.getAll(trialMarkers(trialKey, { email, identities }));
  return found.every((marker) => marker === undefined);
}

/**
 * That an identity which a person now has as well has had their trial, if they had one: for the transaction that gives
 * it to them, so that it opens none under another account once it is theirs no more.
 */
export async function shareTrial(
  { table, trialKey }: TrialDeps,
  { email, identities }: TrialPerson,
  identity: string,
): Promise<TransactionAction[]> {
  const [own] = trialMarkers(trialKey, { email: null, identities: [identity] });
  const others = identities.filter((name) => name !== identity);
  if (!own) return [];
  const [marked, ...found] = await table.getAll([
    own,
    ...trialMarkers(trialKey, { email, identities: others }),
  ]);
  const had = found.find((marker) => marker !== undefined);
  if (marked || !had) return [];
  const Item = { ...own, subscriptionId: had.subscriptionId };
  return [{ Put: { Item, ConditionExpression: 'attribute_not_exists(pk)' } }];
}

/**
 * Marks that the person has had their trial, with this subscription: for the transaction that grants its credits, an
 * action a marker in the order of `trialMarkers`. An action is refused where another subscription has the marker, so
 * `refused` tells which; the others are then to be written without the credits. Claiming again changes nothing.
 */
export function claimTrial(
  trialKey: string,
  person: TrialPerson,
  subscriptionId: string,
): TransactionAction[] {
  return trialMarkers(trialKey, person).map((key) => ({
    Put: {
      Item: { ...key, subscriptionId },
      ConditionExpression: 'attribute_not_exists(pk) OR subscriptionId = :id',
      ExpressionAttributeValues: { ':id': subscriptionId },
    },
  }));
}
