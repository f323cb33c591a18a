import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { creditsQuery, invoicesQuery, ledgerQuery, plansQuery, subscriptionQuery } from '../api/queries.ts';
import { type Activation, activationOf, mayBringMore, nextLookMs } from './activation.ts';

const tickMs = 250;

/** Follows a plan that was just subscribed to until it, and what it brings, are there. */
export function useActivation() {
  const client = useQueryClient();
  const [startedAt, setStartedAt] = useState(() => Date.now());
  const [now, setNow] = useState(startedAt);
  const query = useQuery({
    queryKey: ['activation'],
    queryFn: async ({ signal }) => {
      const [subscription, { entries }] = await Promise.all([
        call('getSubscription', { signal }),
        call('listLedger', { query: { limit: '10' }, signal }),
      ]);
      return { subscription, entries };
    },
    refetchInterval: ({ state }) => {
      const elapsedMs = Date.now() - startedAt;
      return nextLookMs(seen(elapsedMs, state.data, state.error !== null), elapsedMs);
    },
    // The next look is the retry.
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  const elapsedMs = now - startedAt;
  const activation = seen(elapsedMs, query.data, query.isError);
  const looking = nextLookMs(activation, elapsedMs) !== false;

  // The passing of time changes what is said even while an answer is being waited for.
  useEffect(() => {
    if (!looking) return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [looking]);

  // What the rest of the page holds is from before.
  const found = activation.kind === 'active' ? `active with ${activation.credits}` : activation.kind;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something new is found
  useEffect(() => {
    for (const { queryKey } of [subscriptionQuery, creditsQuery, ledgerQuery, invoicesQuery, plansQuery])
      void client.invalidateQueries({ queryKey });
  }, [client, found]);

  const checkAgain = () => {
    const again = Date.now();
    setStartedAt(again);
    setNow(again);
    query.refetch();
  };
  const expectsCredits = activation.kind === 'active' && mayBringMore(activation, elapsedMs);
  return { activation, expectsCredits, error: query.error, checkAgain };
}

type Answers = Pick<Parameters<typeof activationOf>[0], 'subscription' | 'entries'>;

const seen = (elapsedMs: number, data: Answers | undefined, failed: boolean): Activation =>
  activationOf({ elapsedMs, subscription: data?.subscription, entries: data?.entries ?? [], failed });
