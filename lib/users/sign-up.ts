import { newId } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { inviteActions } from '../referrals/invite.ts';
import { emailHash } from './email-address.ts';
import { parseUser, type UserItem } from './user-item.ts';

export interface UsersDeps {
  table: Table;
  outside: Outside;
}

/** A person as a sign-in provider vouches for them. */
export interface Identity {
  /** `google`, `github`, or the encoded address of the issuer of a token. */
  provider: string;
  /** The provider's own id of the person: never an address or a login, which change hands. */
  subject: string;
  /** Verified by the provider; undefined where it vouches for none. */
  email: string | undefined;
  /** Whether the provider runs that mailbox or has seen its owner prove it, so that the address alone tells who it is. */
  emailAuthority: boolean;
  firstName: string | null;
  lastName: string | null;
  profileImageUrl: string | null;
}

export type SignUpOutcome = { outcome: 'signedIn'; userId: string } | { outcome: 'accountExists' };

const absent = 'attribute_not_exists(pk)';

async function userIdAt(table: Table, key: { pk: string; sk: string }): Promise<string | undefined> {
  const item = await table.get(key);
  return typeof item?.userId === 'string' ? item.userId : undefined;
}

/** An identity as it stands on the user's item. */
export const identityName = ({ provider, subject }: Identity): string => `${provider}:${subject}`;

export const identityItem = ({ provider, subject, email }: Identity, userId: string, now: string) => ({
  Put: {
    Item: { ...keys.identity(provider, subject), userId, email, createdAt: now },
    ConditionExpression: absent,
  },
});

const addressItem = (email: string, userId: string, now: string) => ({
  Put: { Item: { ...keys.email(emailHash(email)), userId, createdAt: now }, ConditionExpression: absent },
});

interface Change {
  /** Of an `UpdateExpression`'s SET. */
  sets: string[];
  condition: string;
  values: Record<string, unknown>;
}

/** Adds an identity to those that stand on the user's item; refused when it is there. */
export const listing = (identity: Identity): Change => ({
  sets: ['identities = list_append(if_not_exists(identities, :none), :identities)'],
  condition: 'attribute_exists(pk) AND NOT contains(identities, :identity)',
  values: { ':none': [], ':identities': [identityName(identity)], ':identity': identityName(identity) },
});

export const unchanged: Change = { sets: [], condition: 'attribute_exists(pk)', values: {} };

/** Blanks are filled from the provider; what the person has written is never overwritten. */
function fillBlanks(user: UserItem, identity: Identity): Pick<Change, 'sets' | 'values'> {
  const fields = (['firstName', 'lastName', 'profileImageUrl'] as const).filter(
    (field) => identity[field] !== null && user[field] === null,
  );
  return {
    sets: fields.map((field) => `${field} = if_not_exists(${field}, :${field})`),
    values: Object.fromEntries(fields.map((field) => [`:${field}`, identity[field]])),
  };
}

/** What a sign-in adds to the user's item; of who signed up before identities were listed, the identity too. */
async function complete({ table, outside }: UsersDeps, userId: string, identity: Identity): Promise<void> {
  const item = await table.get(keys.user(userId));
  if (!item) return;
  const user = parseUser(item);
  const blanks = fillBlanks(user, identity);
  const listed = user.identities.includes(identityName(identity)) ? unchanged : listing(identity);
  const sets = [...blanks.sets, ...listed.sets];
  if (sets.length === 0) return;
  await table.update({
    Key: keys.user(userId),
    UpdateExpression: `SET ${sets.join(', ')}, updatedAt = :now`,
    ConditionExpression: listed.condition,
    ExpressionAttributeValues: {
      ...blanks.values,
      ...listed.values,
      ':now': outside.clock.now().toISOString(),
    },
  });
}

/** The address that an identity has now: people tell their sign-in methods apart by it. */
async function noteAddress({ table }: UsersDeps, userId: string, identity: Identity): Promise<void> {
  await table.update({
    Key: keys.identity(identity.provider, identity.subject),
    UpdateExpression: 'SET email = :email',
    ConditionExpression: 'userId = :user',
    ExpressionAttributeValues: { ':email': identity.email, ':user': userId },
  });
}

/** Whether the person has unlinked the identity: the address that it shares with them does not bring it back. */
async function isUnlinked({ table }: UsersDeps, userId: string, identity: Identity): Promise<boolean> {
  const item = await table.get(keys.user(userId));
  if (!item || !parseUser(item).identities.includes(identityName(identity))) return false;
  // Both are written at once: what is listed and has no row was there. Unless it is only being joined at this moment.
  return (await table.get(keys.identity(identity.provider, identity.subject))) === undefined;
}

/** Gives an account one more identity, unless another sign-in has claimed it meanwhile. */
async function join({ table, outside }: UsersDeps, userId: string, identity: Identity): Promise<void> {
  const { sets, condition, values } = listing(identity);
  const user = {
    Key: keys.user(userId),
    UpdateExpression: `SET ${sets.join(', ')}`,
    ConditionExpression: condition,
    ExpressionAttributeValues: values,
  };
  await table.transact([identityItem(identity, userId, outside.clock.now().toISOString()), { Update: user }]);
}

/** A new user with their identity and address if they have one, all or none; false when someone else claimed either meanwhile. */
async function createUser(
  deps: UsersDeps,
  identity: Identity,
  invitation: string | undefined,
): Promise<string | undefined> {
  const { table, outside } = deps;
  const userId = newId('usr', outside);
  const now = outside.clock.now().toISOString();
  const { email, firstName, lastName, profileImageUrl } = identity;
  const profile = {
    firstName: firstName ?? undefined,
    lastName: lastName ?? undefined,
    profileImageUrl: profileImageUrl ?? undefined,
  };
  const known = { userId, email, identities: [identityName(identity)] };
  const user = { ...keys.user(userId), ...known, ...profile, createdAt: now, updatedAt: now };
  const { outcome } = await table.transact([
    identityItem(identity, userId, now),
    ...(email === undefined ? [] : [addressItem(email, userId, now)]),
    { Put: { Item: user, ConditionExpression: absent } },
    ...(await inviteActions(deps, userId, invitation)),
  ]);
  return outcome === 'done' ? userId : undefined;
}

// One lost race turns the second look into "the identity is there"; three cover address and identity both moving.
const looks = 3;

/**
 * Finds or makes the person behind an identity; a new one may have come with a referral code, their `invitation`. An
 * address that an account already has joins that account only when the provider is an authority for it, and the person
 * has not unlinked this very identity; otherwise whoever made the account must sign in as they did then.
 */
export async function signUp(
  deps: UsersDeps,
  identity: Identity,
  invitation?: string,
): Promise<SignUpOutcome> {
  const { table } = deps;
  const identityRow = () => table.get(keys.identity(identity.provider, identity.subject));
  for (let look = 0; look < looks; look += 1) {
    const row = await identityRow();
    if (row) {
      const userId = String(row.userId);
      if (identity.email && row.email !== identity.email) await noteAddress(deps, userId, identity);
      await complete(deps, userId, identity);
      return { outcome: 'signedIn', userId };
    }
    const owner = identity.email && (await userIdAt(table, keys.email(emailHash(identity.email))));
    if (owner && !identity.emailAuthority) {
      // Both are claimed together: who made the account since the first look may be this very person.
      if (await identityRow()) continue;
      return { outcome: 'accountExists' };
    }
    if (owner && (await isUnlinked(deps, owner, identity))) return { outcome: 'accountExists' };
    if (owner) await join(deps, owner, identity);
    else {
      const created = await createUser(deps, identity, invitation);
      if (created) return { outcome: 'signedIn', userId: created };
    }
  }
  throw new Error('Sign-up kept meeting another sign-up of the same person');
}
