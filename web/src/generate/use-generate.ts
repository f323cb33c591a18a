import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Generated } from '../../../lib/contract/workflow-routes.ts';
import { ApiError } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { creditsQuery, ledgerQuery, usageKey, workflowsKey } from '../api/queries.ts';
import { demosUsed, noteDemos } from './demos-used.ts';
import { isLost } from './generation-failure.tsx';
import { demosUsedQuery } from './use-demos-used.ts';

export interface Drawn {
  sentence: string;
  generated: Generated;
}

/**
 * Turns a sentence into a workflow, one at a time. After a lost answer the same sentence is asked for by the same
 * Idempotency-Key, so that it is never paid twice.
 */
export function useGenerate(onDrawn: (drawn: Drawn) => void) {
  const client = useQueryClient();
  const attempt = useRef<{ sentence: string; idempotencyKey: string } | null>(null);
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: (sentence: string) => {
      if (attempt.current?.sentence !== sentence)
        attempt.current = { sentence, idempotencyKey: crypto.randomUUID() };
      const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
      return call('generateWorkflow', {
        body: { description: sentence, preferences: { timezone } },
        idempotencyKey: attempt.current.idempotencyKey,
      });
    },
    onSuccess: (generated, sentence) => {
      attempt.current = null;
      if (generated.workflowId === null) note(demosUsed(localStorage, new Date()) + 1);
      onDrawn({ sentence, generated });
    },
    onError: (failure) => {
      if (isUsedUp(failure)) note(usedUp);
      // An answer that came is final: the next press is a new attempt.
      if (!isLost(failure)) attempt.current = null;
    },
    // A lost answer may have been a success.
    onSettled: () => {
      for (const queryKey of [creditsQuery.queryKey, ledgerQuery.queryKey, usageKey, workflowsKey])
        void client.invalidateQueries({ queryKey });
    },
  });
  const note = (used: number) => {
    noteDemos(localStorage, new Date(), used);
    void client.invalidateQueries({ queryKey: demosUsedQuery.queryKey });
  };
  const generate = (sentence: string) => isPending || mutate(sentence.trim());
  return { generate, forgetFailure: reset, busy: isPending, error };
}

/** More than any day has. */
const usedUp = Number.MAX_SAFE_INTEGER;
/** The limit of a minute passes sooner. */
const longWaitSeconds = 120;

const isUsedUp = (failure: unknown) =>
  failure instanceof ApiError &&
  failure.code === 'rate_limited' &&
  (failure.retryAfterSeconds ?? 0) > longWaitSeconds;
