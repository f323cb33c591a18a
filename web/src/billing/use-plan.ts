import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { creditsQuery, invoicesQuery, ledgerQuery, plansQuery, subscriptionQuery } from '../api/queries.ts';
import { isInMotion } from './plan-actions.ts';
import { namesOf } from './plan-names.ts';

const watchMs = 4_000;

/** The plan as it is, looked up again and again while something is on its way. */
export function usePlan() {
  const plans = useQuery(plansQuery).data?.plans;
  const subscription = useQuery({
    ...subscriptionQuery,
    refetchInterval: ({ state }) => (state.data && isInMotion(state.data, new Date()) ? watchMs : false),
  });
  useWhatFollows(subscription.data);
  return { subscription, plans, nameOf: namesOf(plans) };
}

/** Whatever else the page holds is from before, once the plan is another, or is paid for anew. */
function useWhatFollows(subscription: SubscriptionAnswer | null | undefined) {
  const client = useQueryClient();
  const now = subscription === undefined ? undefined : standsAt(subscription);
  const before = useRef(now);
  useEffect(() => {
    const changed = before.current !== undefined && before.current !== now;
    before.current = now;
    if (changed) lookAgain(client);
  }, [client, now]);
}

const standsAt = (subscription: SubscriptionAnswer | null) =>
  subscription === null
    ? 'none'
    : [subscription.tier, subscription.status, subscription.current_period_start].join(' ');

// Credits come by an event of Stripe's, usually within a second or two of the change itself.
const looksAtMs = [0, 1_000, 2_500, 5_000, 10_000];

/** Goes on when the page is left: the balance stands on every page. */
function lookAgain(client: QueryClient): void {
  for (const ms of looksAtMs) {
    setTimeout(() => {
      for (const { queryKey } of [creditsQuery, ledgerQuery, invoicesQuery])
        void client.invalidateQueries({ queryKey });
    }, ms);
  }
}
