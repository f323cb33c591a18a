import type Stripe from 'stripe';
import type { Catalog } from '../contract/catalog.ts';
import { NotYet } from '../events/outcome.ts';
import { type Key, keys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { parseUser } from '../users/user-item.ts';
import { followReversals } from './follow-reversals.ts';
import { type Move, moveActions } from './referral-credits.ts';
import { parseReferral, type ReferralItem } from './referral-item.ts';
import { markRewarded, rewardMarkers, wasRewarded } from './rewarded-before.ts';
import { isSamePerson } from './same-person.ts';

export interface RewardDeps {
  table: Table;
  stripe(): Promise<Stripe>;
  catalog: Catalog;
  /** Secret that the marks of people are hashed with. */
  trialKey: string;
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
/** A reward, and where it is to stand that the invited person had it. */
interface Due {
  reward: Reward;
  markers: Key[];
}

const nothing: Due = { reward: { inviterCredits: 0, invitedCredits: 0 }, markers: [] };

/**
 * What either side is due: nothing to who invited themselves or was rewarded before, and the invited one's alone when
 * the inviter is gone.
 */
async function dueOf(
  { table, stripe, catalog, trialKey, log }: RewardDeps,
  { referralId, userId, inviterId }: ReferralItem,
): Promise<Due> {
  const [item, inviter] = await table.getAll([keys.user(userId), keys.user(inviterId)]);
  if (!item || !catalog.referral_reward) return nothing;
  const invited = parseUser(item);
  const withheld = (why: string): Due => {
    log.warn(`Referral without reward: ${why}`, { referralId, userId });
    return nothing;
  };
  const markers = rewardMarkers(trialKey, invited);
  if (await wasRewarded(table, markers)) return withheld('the person was rewarded before');
  const { inviter: inviterCredits, invited: invitedCredits } = catalog.referral_reward;
  if (!inviter) return { reward: { inviterCredits: 0, invitedCredits }, markers };
  if (await isSamePerson(stripe, parseUser(inviter), invited))
    return withheld('both accounts are one person');
  return { reward: { inviterCredits, invitedCredits }, markers };
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

/** In one transaction; refused when another purchase was the first meanwhile. */
async function rewardBoth(deps: RewardDeps, referral: ReferralItem, purchase: Purchase): Promise<void> {
  const { reward, markers } = await dueOf(deps, referral);
  const result = await deps.table.transact([
    noteReward(referral, purchase.paymentId, reward),
    ...moveActions({ ...referral, ...reward }, moveOf(referral, purchase)),
    ...markRewarded(markers, referral.referralId),
  ]);
  if (result.outcome === 'refused' && !result.refused[0])
    throw new NotYet('Another account of the same person is being rewarded');
}

/**
 * Rewards both sides of a referral at the invited person's first purchase for money: referral, both entries and the
 * counts in one transaction, once, whichever purchase comes to it first. Doing it again does what is left of it.
 */
export async function rewardReferral(deps: RewardDeps, purchase: Purchase): Promise<void> {
  if (!deps.catalog.referral_reward || purchase.amountCents <= 0) return;
  const item = await deps.table.get(keys.referredBy(purchase.userId));
  if (!item) return;
  const referral = parseReferral(item);
  if (referral.paymentId === undefined) await rewardBoth(deps, referral, purchase);
  // Money can go back before a purchase that waited is rewarded.
  await followReversals(deps.table, purchase);
}
