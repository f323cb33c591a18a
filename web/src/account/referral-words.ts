import type { PlansAnswer } from '../../../lib/contract/payment-routes.ts';
import { credits } from '../format/credits.ts';

type Reward = NonNullable<PlansAnswer['referral_reward']>;

/** What either side has of it, to who invites. */
export function rewardTerms({ inviter, invited }: Reward): string {
  if (inviter === invited)
    return `Somebody who signs up with your link brings ${credits(inviter)} to each of you with their first purchase.`;
  return `When somebody who signs up with your link makes a first purchase, you get ${credits(inviter)} and they get ${credits(invited)}.`;
}

/** The same, to who was invited; undefined when there is nothing in it for them. */
export function invitedTerms({ invited }: Reward): string | undefined {
  return invited > 0 ? `You were invited: your first purchase brings ${credits(invited)} more.` : undefined;
}
