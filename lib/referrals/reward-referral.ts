import type Stripe from 'stripe';
import type { Catalog } from '../contract/catalog.ts';
import { keys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { parseUser } from '../users/user-item.ts';
import { followReversals } from './follow-reversals.ts';
import { type Move, moveActions } from './referral-credits.ts';
import { parseReferral, type ReferralItem } from './referral-item.ts';
import { isSamePerson } from './same-person.ts';

export interface RewardDeps {
  table: Table;
  stripe(): Promise<Stripe>;
  catalog: Catalog;
  log: Log;
}

/** A payment whose credits have been granted. */
export interface Purchase {
  userId: string;
  /** Of its row: an order, or an invoice. */
  paymentId: string;
  amountCents: number;
  /** Its own time, where its entries stand. */
  causedAt: string;
  eventId: string;
}

type Reward = Pick<ReferralItem, 'inviterCredits' | 'invitedCredits'>;
const nothing: Reward = { inviterCredits: 0, invitedCredits: 0 };

/** What either side is due: nothing to who invited themselves, and the invited one's alone when the inviter is gone. */
async function rewardOf(
  { table, stripe, catalog, log }: RewardDeps,
  { referralId, userId, inviterId }: ReferralItem,
): Promise<Reward> {
  const [invited, inviter] = await table.getAll([keys.user(userId), keys.user(inviterId)]);
  if (!invited || !catalog.referral_reward) return nothing;
  const { inviter: inviterCredits, invited: invitedCredits } = catalog.referral_reward;
  if (!inviter) return { inviterCredits: 0, invitedCredits };
  if (!(await isSamePerson(stripe, parseUser(inviter), parseUser(invited))))
    return { inviterCredits, invitedCredits };
  log.warn('Referral without reward: both accounts are one person', { referralId, userId });
  return nothing;
}

/** On condition that no purchase was the first before it. */
function noteReward({ userId }: ReferralItem, paymentId: string, reward: Reward): TransactionAction {
  return {
    Update: {
      Key: keys.referredBy(userId),
      UpdateExpression: 'SET paymentId = :payment, inviterCredits = :inviter, invitedCredits = :invited',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(paymentId)',
      ExpressionAttributeValues: {
        ':payment': paymentId,
        ':inviter': reward.inviterCredits,
        ':invited': reward.invitedCredits,
      },
    },
  };
}

const moveOf = ({ referralId }: ReferralItem, { causedAt, eventId }: Purchase): Move => ({
  sign: 1,
  type: 'Grant',
  cause: `referral:${referralId}`,
  notes: {
    inviter: 'Referral reward: somebody you invited made a first purchase',
    invited: 'Referral reward: your first purchase by invitation',
  },
  causedAt,
  eventId,
});

/**
 * Rewards both sides of a referral at the invited person's first purchase for money: referral, both entries and the
 * counts in one transaction, once, whichever purchase comes to it first. Doing it again does what is left of it.
 */
export async function rewardReferral(deps: RewardDeps, purchase: Purchase): Promise<void> {
  if (!deps.catalog.referral_reward || purchase.amountCents <= 0) return;
  const item = await deps.table.get(keys.referredBy(purchase.userId));
  if (!item) return;
  const referral = parseReferral(item);
  if (referral.paymentId === undefined) {
    const reward = await rewardOf(deps, referral);
    await deps.table.transact([
      noteReward(referral, purchase.paymentId, reward),
      ...moveActions({ ...referral, ...reward }, moveOf(referral, purchase)),
    ]);
  }
  // Money can go back before a purchase that waited is rewarded.
  await followReversals(deps.table, purchase);
}
