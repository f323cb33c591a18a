import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Generated } from '../../../lib/contract/workflow-routes.ts';
import { ApiError, hasCode } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { creditsQuery, ledgerQuery, usageKey, workflowsKey } from '../api/queries.ts';
import { isLost } from './generation-failure.tsx';
import { allOfThem, useNoteDemos } from './use-demos-used.ts';

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
  const note = useNoteDemos();
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
      if (generated.workflowId === null) note(1);
      onDrawn({ sentence, generated });
    },
    onError: (failure) => {
      if (isUsedUp(failure)) note(allOfThem);
      // An answer that came is final: the next press is a new attempt.
      if (!isLost(failure)) attempt.current = null;
    },
    // A lost answer may have been a success.
    onSettled: () => {
      for (const queryKey of [creditsQuery.queryKey, ledgerQuery.queryKey, usageKey, workflowsKey])
        void client.invalidateQueries({ queryKey });
    },
  });
  const generate = (sentence: string) => isPending || mutate(sentence.trim());
  return { generate, forgetFailure: reset, busy: isPending, error };
}

/** The limit of a minute passes sooner. */
const longWaitSeconds = 120;

/** A visitor is told to wait for tomorrow, a person that it takes credits now. */
const isUsedUp = (failure: unknown) =>
  hasCode(failure, 'insufficient_credits') ||
  (failure instanceof ApiError &&
    failure.code === 'rate_limited' &&
    (failure.retryAfterSeconds ?? 0) > longWaitSeconds);
