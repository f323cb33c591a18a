import { useRef } from 'react';
import { call } from '../api/call.ts';
import { useLeaving } from '../api/use-leaving.ts';
import type { Interval } from './prices.ts';

interface Choice {
  tier: string;
  interval: Interval;
}

const isSame = (a: Choice, b: Choice) => a.tier === b.tier && a.interval === b.interval;

/** Opens checkout for a plan. Trying again after a lost answer repeats the Idempotency-Key; another plan is another try. */
export function useSubscribe() {
  const attempt = useRef<{ choice: Choice; idempotencyKey: string } | null>(null);
  const keyOf = (choice: Choice) => {
    if (attempt.current === null || !isSame(attempt.current.choice, choice))
      attempt.current = { choice, idempotencyKey: crypto.randomUUID() };
    return attempt.current.idempotencyKey;
  };
  return useLeaving<Choice>(
    async (choice) => {
      const answer = await call('createCheckoutSession', { body: choice, idempotencyKey: keyOf(choice) });
      return answer.checkout_url;
    },
    () => {
      attempt.current = null;
    },
  );
}
