import { useQuery } from '@tanstack/react-query';
import { buyingQuery, plansQuery } from '../api/queries.ts';

/** What a first purchase brings both sides; undefined where it brings nothing, or nothing can be bought. */
export function useReferralReward() {
  const reward = useQuery(plansQuery).data?.referral_reward;
  const buying = useQuery(buyingQuery).data;
  return buying === false ? undefined : (reward ?? undefined);
}
