import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../api/call.ts';

interface Attempt {
  credits: number;
  idempotencyKey: string;
}

/**
 * Opens checkout once per form: pressing again, or trying again after a lost answer, repeats the same
 * Idempotency-Key, so there is never a second session for it. Another number of credits is another purchase.
 */
export function useCheckout() {
  const attempt = useRef<Attempt | null>(null);
  const running = useRef(false);
  const { mutate, reset, isPending, isSuccess, error } = useMutation({
    mutationFn: ({ credits, idempotencyKey }: Attempt) =>
      call('createOneTimePayment', { body: { credits }, idempotencyKey }),
    onSuccess: ({ checkout_url }) => window.location.assign(checkout_url),
    onError: () => {
      running.current = false;
    },
  });

  useEffect(() => {
    // Back from Stripe by the Back button: the browser shows this page as it was left, and that purchase may be paid.
    const startOver = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      attempt.current = null;
      running.current = false;
      reset();
    };
    window.addEventListener('pageshow', startOver);
    return () => window.removeEventListener('pageshow', startOver);
  }, [reset]);

  const buy = (credits: number) => {
    if (running.current) return;
    running.current = true;
    if (attempt.current?.credits !== credits)
      attempt.current = { credits, idempotencyKey: crypto.randomUUID() };
    mutate(attempt.current);
  };
  // Still busy after the answer: the browser is leaving for Stripe's page.
  return { buy, busy: isPending || isSuccess, error };
}
