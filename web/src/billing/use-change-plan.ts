import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { PlanChangePreview, SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { type Answer, call } from '../api/call.ts';
import { creditsQuery, invoicesQuery, ledgerQuery, subscriptionQuery } from '../api/queries.ts';
import type { PlanChoice } from './plan-choices.ts';

type Choice = Pick<PlanChoice, 'tier' | 'interval'>;

const isPreview = (answer: Answer<'changePlan'>): answer is PlanChangePreview => 'amount_due_now' in answer;

const bodyOf = ({ tier, interval }: Choice) => ({ tier, interval });

/** What a change would cost now. Never kept: it is worked out to the second. */
export function useChangePreview(subscription: SubscriptionAnswer, choice: Choice | undefined) {
  return useQuery({
    queryKey: ['change-preview', subscription.id, subscription.subscribed_tier, choice],
    queryFn: async ({ signal }) => {
      if (choice === undefined) throw new Error('Nothing is chosen');
      const answer = await call('changePlan', {
        query: { preview: 'true' },
        body: bodyOf(choice),
        idempotencyKey: crypto.randomUUID(),
        signal,
      });
      if (isPreview(answer)) return answer;
      throw new Error('The answer is no preview');
    },
    enabled: choice !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Makes the change once: trying again after a lost answer repeats the Idempotency-Key. */
export function useChangePlan() {
  const client = useQueryClient();
  const attempt = useRef<{ choice: Choice; idempotencyKey: string } | null>(null);
  return useMutation({
    mutationFn: async (choice: Choice) => {
      if (attempt.current?.choice !== choice)
        attempt.current = { choice, idempotencyKey: crypto.randomUUID() };
      const { idempotencyKey } = attempt.current;
      const answer = await call('changePlan', { body: bodyOf(choice), idempotencyKey });
      if (isPreview(answer)) throw new Error('The answer is a preview');
      return answer;
    },
    onSuccess: (subscription) => {
      attempt.current = null;
      client.setQueryData(subscriptionQuery.queryKey, subscription);
    },
    // Also after a failure: it may have reached Stripe all the same.
    onSettled: () => {
      for (const { queryKey } of [subscriptionQuery, creditsQuery, ledgerQuery, invoicesQuery])
        void client.invalidateQueries({ queryKey });
    },
  });
}
