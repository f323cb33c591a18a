import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { deletionWords } from '../contract/account-data-routes.ts';
import { AppError } from '../contract/errors.ts';
import { keys, referralPartition } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table, TransactionAction } from '../platform/table.ts';
import { readEnding, writtenEnding } from '../subscriptions/ending-item.ts';
import { allSubscriptions } from '../subscriptions/list-subscriptions.ts';
import type { SubscriptionRow } from '../subscriptions/subscription-item.ts';
import { trialMarkers } from '../subscriptions/trials.ts';
import { noteDepartures } from '../tokens/departed.ts';
import { emailHash } from '../users/email-address.ts';
import type { UserItem } from '../users/user-item.ts';
import { claimsOf } from './claims.ts';
import { type Erasure, isErased, noteErasure } from './erasure-item.ts';

export interface CloseDeps {
  table: Table;
  outside: Outside;
  /** `IDENTITY_HASH_KEY`. */
  trialKey: string;
}

/** What of the user's item leads to rows elsewhere. */
const leads = z.object({
  email: z.nullish(z.string()),
  identities: z._default(z.array(z.string()), []),
  stripeCustomerId: z.optional(z.string()),
  formerCustomerId: z.optional(z.string()),
  referralCode: z.optional(z.string()),
});
type Leads = z.output<typeof leads>;

function requireConfirmed({ email }: Pick<UserItem, 'email'>, typed: string): void {
  const wanted = email ?? deletionWords;
  if (typed.trim().toLowerCase() === wanted.toLowerCase()) return;
  const message = email ? 'This is not the email address of your account' : `Type: ${deletionWords}`;
  throw new AppError('invalid_field', message, { fields: [{ path: 'confirm', message }] });
}

/** On condition that it leads where it did when it was read: what was added since would be left behind. */
function removeUser(userId: string, item: Item): TransactionAction {
  const names = Object.keys(leads.shape);
  const conditions = names.map((name) =>
    item[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :${name}`,
  );
  const known = names.filter((name) => item[name] !== undefined);
  return {
    Delete: {
      Key: keys.user(userId),
      ConditionExpression: ['attribute_exists(pk)', ...conditions].join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(known.map((name) => [`:${name}`, item[name]])),
    },
  };
}

/** From its customers events lead to the person for years: they are told there that nobody is left. */
const markCustomer = (userId: string, customerId: string, now: Date): TransactionAction => ({
  Update: {
    Key: keys.customer(customerId),
    UpdateExpression: 'SET userId = :user, customerId = :customer, erasedAt = :now',
    ConditionExpression: 'attribute_not_exists(pk) OR userId = :user',
    ExpressionAttributeValues: { ':user': userId, ':customer': customerId, ':now': now.toISOString() },
  },
});

function customersOf({ stripeCustomerId, formerCustomerId }: Leads, rows: SubscriptionRow[]): string[] {
  const named = [stripeCustomerId, formerCustomerId].filter((id) => id !== undefined);
  return [...new Set([...named, ...rows.map(({ customerId }) => customerId)])];
}

/**
 * A trial marks its person with its first invoice. Of one that has just begun that is still to come, and will find
 * nobody: who deletes the account on the first day has had their trial all the same.
 */
async function markTrial(
  deps: CloseDeps,
  { email, identities }: Leads,
  rows: SubscriptionRow[],
): Promise<void> {
  const trial = rows.find(({ trialStart, awaitsCard }) => trialStart !== null && !awaitsCard);
  if (!trial) return;
  const ConditionExpression = 'attribute_not_exists(pk)';
  for (const key of trialMarkers(deps.trialKey, { email: email ?? null, identities }))
    await deps.table.put({ Item: { ...key, subscriptionId: trial.subscriptionId }, ConditionExpression });
}

/** One look and one try; undefined when something else was written in between. */
async function tryToClose(deps: CloseDeps, userId: string): Promise<Erasure | 'closed' | undefined> {
  const { table, outside } = deps;
  const item = await table.get(keys.user(userId));
  if (!item) return (await isErased(table, userId)) ? 'closed' : undefined;
  const lead = leads.parse(item);
  const rows = await allSubscriptions(table, userId);
  await markTrial(deps, lead, rows);
  const now = outside.clock.now();
  const customerIds = customersOf(lead, rows);
  const ownPartitions = lead.referralCode ? [referralPartition(lead.referralCode)] : [];
  const erasure = { userId, requestedAt: now.toISOString(), customerIds, ownPartitions };
  const { outcome } = await table.transact([
    removeUser(userId, item),
    noteErasure(erasure),
    ...(await claimsOf(table, userId, {
      ...lead,
      emailHash: lead.email ? emailHash(lead.email) : undefined,
    })),
    ...noteDepartures(lead.identities, outside.realClock.now()),
    ...customerIds.map((customerId) => markCustomer(userId, customerId, now)),
    ...(customerIds.length === 0
      ? []
      : [writtenEnding(await readEnding(table, userId), { userId, customerIds, now })]),
  ]);
  return outcome === 'done' ? erasure : undefined;
}

// Each try loses to another write of the same person's item: a profile that is saved, a checkout that begins.
const attempts = 12;
const longestPauseMs = 50;

/**
 * Ends an account at once and for good: in one transaction the person is gone, with what signs them in, and it is noted
 * what is left to erase. Sessions, API keys and widget find nobody from then on. `closed` when another request has done
 * it before. Throws 422 for a wrong confirmation.
 */
export async function closeAccount(
  deps: CloseDeps,
  user: UserItem,
  typed: string,
): Promise<Erasure | 'closed'> {
  requireConfirmed(user, typed);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const closed = await tryToClose(deps, user.userId);
    if (closed) return closed;
    await sleep(Math.random() * longestPauseMs);
  }
  throw new Error(`The account of ${user.userId} kept changing`);
}
