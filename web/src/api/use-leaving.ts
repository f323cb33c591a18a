import { type DefaultError, useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Leaves for the page of Stripe's that a call answers. Pressed twice it asks once, and it stays busy after the answer,
 * as the browser is leaving; back by the Back button the page starts over, for what was opened may be used up.
 */
export function useLeaving<Asked>(ask: (asked: Asked) => Promise<string>, onReturn?: () => void) {
  const running = useRef(false);
  const { mutate, reset, isPending, isSuccess, error, variables } = useMutation<string, DefaultError, Asked>({
    mutationFn: ask,
    onSuccess: (url) => window.location.assign(url),
    onError: () => {
      running.current = false;
    },
  });

  const startOver = useEffectEvent(() => {
    running.current = false;
    onReturn?.();
    reset();
  });
  useEffect(() => {
    // The browser shows the page as it was left.
    const shown = (event: PageTransitionEvent) => event.persisted && startOver();
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, []);

  const leave = (asked: Asked) => {
    if (running.current) return;
    running.current = true;
    mutate(asked);
  };
  return { leave, busy: isPending || isSuccess, error, asked: variables };
}
