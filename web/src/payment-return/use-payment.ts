import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { nextPollMs, type Progress, progressOf } from './payment-progress.ts';

const tickMs = 250;

/** Follows the payment of a checkout session until its end is known. */
export function usePayment(sessionId: string): {
  progress: Progress;
  error: Error | null;
  checkAgain: () => void;
} {
  const [startedAt, setStartedAt] = useState(() => Date.now());
  const [now, setNow] = useState(startedAt);
  const query = useQuery({
    queryKey: ['payments', 'return', sessionId],
    queryFn: ({ signal }) => call('listPayments', { query: { limit: '20' }, signal }),
    refetchInterval: ({ state }) => {
      const elapsedMs = Date.now() - startedAt;
      const seen = { sessionId, elapsedMs, payments: state.data?.payments, failed: state.error !== null };
      return nextPollMs(progressOf(seen), elapsedMs);
    },
    // The next poll is the retry.
    retry: false,
    staleTime: 0,
  });
  const elapsedMs = now - startedAt;
  const progress = progressOf({
    sessionId,
    elapsedMs,
    payments: query.data?.payments,
    failed: query.isError,
  });
  const polling = nextPollMs(progress, elapsedMs) !== false;

  // The passing of time changes what is said even while an answer is being waited for.
  useEffect(() => {
    if (!polling) return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [polling]);

  const checkAgain = () => {
    const again = Date.now();
    setStartedAt(again);
    setNow(again);
    query.refetch();
  };
  return { progress, error: query.error, checkAgain };
}
