import { useRef } from 'react';
import { call } from '../api/call.ts';
import { useLeaving } from '../api/use-leaving.ts';

/**
 * Opens checkout once per form: pressing again, or trying again after a lost answer, repeats the same
 * Idempotency-Key, so there is never a second session for it. Another number of credits is another purchase.
 */
export function useCheckout() {
  const attempt = useRef<{ credits: number; idempotencyKey: string } | null>(null);
  const keyOf = (credits: number) => {
    if (attempt.current?.credits !== credits)
      attempt.current = { credits, idempotencyKey: crypto.randomUUID() };
    return attempt.current.idempotencyKey;
  };
  const { leave, busy, error } = useLeaving<number>(
    async (credits) => {
      const answer = await call('createOneTimePayment', {
        body: { credits },
        idempotencyKey: keyOf(credits),
      });
      return answer.checkout_url;
    },
    // Back from Stripe: that purchase may be paid.
    () => {
      attempt.current = null;
    },
  );
  return { buy: leave, busy, error };
}
