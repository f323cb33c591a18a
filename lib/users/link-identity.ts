import { keys } from '../platform/keys.ts';
import type { TransactionAction } from '../platform/table.ts';
import { shareTrial, type TrialDeps } from '../subscriptions/trials.ts';
import { type Identity, identityItem, identityName, listing, type UsersDeps, unchanged } from './sign-up.ts';
import { parseUser, type UserItem } from './user-item.ts';

export interface Linking {
  userId: string;
  /** The session from which it was asked for. */
  sessionHash: string;
  identity: Identity;
}

/** The account with its new identity, as long as it and the session are there. */
function accountActions(
  user: UserItem,
  { sessionHash, identity }: Linking,
  now: string,
): TransactionAction[] {
  const { userId, identities } = user;
  const isListed = identities.includes(identityName(identity));
  const { sets, condition, values } = isListed ? unchanged : listing(identity);
  return [
    {
      Update: {
        Key: keys.user(userId),
        UpdateExpression: `SET ${[...sets, 'updatedAt = :now'].join(', ')}`,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...values, ':now': now },
      },
    },
    {
      ConditionCheck: { Key: keys.session(userId, sessionHash), ConditionExpression: 'attribute_exists(pk)' },
    },
  ];
}

// A lost race is explained by a second look: the identity has been claimed, or the session has ended.
const looks = 2;

/** Gives a person one more way to sign in. One that opens another account stays that account's. */
export async function linkIdentity(
  deps: UsersDeps & TrialDeps,
  linking: Linking,
): Promise<'linked' | 'accountExists'> {
  const { table, outside } = deps;
  const { userId, identity } = linking;
  for (let look = 0; look < looks; look += 1) {
    const [row, item] = await table.getAll([
      keys.identity(identity.provider, identity.subject),
      keys.user(userId),
    ]);
    if (row) return row.userId === userId ? 'linked' : 'accountExists';
    if (!item) break;
    const user = parseUser(item);
    const now = outside.clock.now().toISOString();
    const { outcome } = await table.transact([
      identityItem(identity, userId, now),
      ...accountActions(user, linking, now),
      ...(await shareTrial(deps, user, identityName(identity))),
    ]);
    if (outcome === 'done') return 'linked';
  }
  throw new Error('The account or the session that asked for the link is not there any more');
}
