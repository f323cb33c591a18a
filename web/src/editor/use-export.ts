import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Language } from '../../../lib/graph/graph.ts';
import { hasCode } from '../api/api-error.ts';
import { download, saveFile } from '../api/download.ts';
import { creditsQuery, ledgerQuery, usageKey } from '../api/queries.ts';

/**
 * Buys the project and keeps the file. A request that failed on its way is repeated under its own key, so that nobody
 * pays twice for one press; the next press after a success is a new export.
 */
export function useExport(id: string, save: () => Promise<boolean>) {
  const client = useQueryClient();
  const key = useRef<{ language: Language; value: string }>(undefined);
  return useMutation({
    mutationFn: async (language: Language) => {
      if (!(await save())) throw new NotSaved();
      if (key.current?.language !== language) key.current = { language, value: crypto.randomUUID() };
      return download('exportWorkflow', {
        params: { id },
        query: { language },
        idempotencyKey: key.current.value,
      });
    },
    onSuccess: (file) => {
      key.current = undefined;
      saveFile(file);
    },
    onError: (error) => {
      // An answer that came is final, also that the workflow was changed since: the next press is a new export.
      if (!hasCode(error, 'timeout', 'unreachable', 'gateway')) key.current = undefined;
    },
    onSettled: () =>
      Promise.all(
        [creditsQuery.queryKey, ledgerQuery.queryKey, usageKey].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** What is exported is what is saved. */
export class NotSaved extends Error {}
