import type { Referrals } from '../contract/referral-routes.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { newReferralCode } from './referral-code.ts';
import { parseReferralCounts } from './referral-item.ts';

export interface ReferralsDeps {
  table: Table;
  outside: Outside;
  /** Address of our site, without a slash at its end. */
  site: string;
}

// A code that another person has is one chance in many millions; a race is over after one more look.
const attempts = 4;

/** Gives the person a code, unless they have one by now; undefined when somebody else has this one. */
async function tryCode({ table, outside }: ReferralsDeps, userId: string): Promise<string | undefined> {
  const code = newReferralCode(outside);
  const { outcome } = await table.transact([
    {
      Put: {
        Item: { ...keys.referralCode(code), userId, createdAt: outside.clock.now().toISOString() },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Update: {
        Key: keys.user(userId),
        UpdateExpression: 'SET referralCode = :code',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(referralCode)',
        ExpressionAttributeValues: { ':code': code },
      },
    },
  ]);
  if (outcome === 'done') return code;
  return parseUser((await table.get(keys.user(userId))) ?? {}).referralCode;
}

async function makeCode(deps: ReferralsDeps, userId: string): Promise<string> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const code = await tryCode(deps, userId);
    if (code !== undefined) return code;
  }
  throw new Error('No referral code could be made');
}

/** The person's code, made when they first ask for it, and what others have made of it. */
export async function readReferrals(deps: ReferralsDeps, user: UserItem): Promise<Referrals> {
  const code = user.referralCode ?? (await makeCode(deps, user.userId));
  const counts = parseReferralCounts(await deps.table.get(keys.referralCounts(user.userId)));
  const { invited, rewarded, creditsEarned } = counts;
  return { code, url: `${deps.site}/?ref=${code}`, invited, rewarded, credits_earned: creditsEarned };
}
