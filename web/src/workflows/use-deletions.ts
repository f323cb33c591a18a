import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { WorkflowSummary } from '../../../lib/contract/workflow-routes.ts';
import { hasCode, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { workflowsKey } from '../api/queries.ts';
import { useToast } from '../components/toasts.tsx';

type Deleted = Pick<WorkflowSummary, 'id' | 'name'>;

/**
 * Deleting with a moment to undo it: a workflow leaves the list at once, and is deleted when its notice goes, or when
 * the list is left or its tab closed.
 */
export function useDeletions() {
  const [pending, setPending] = useState<readonly Deleted[]>([]);
  const { mutate } = useDelete((id) => setPending((all) => all.filter((one) => one.id !== id)));
  const [sent] = useState(() => new Set<string>());

  const finish = (workflow: Deleted) => {
    if (sent.has(workflow.id)) return;
    sent.add(workflow.id);
    mutate(workflow);
  };
  const finishAll = useEffectEvent(() => pending.forEach(finish));
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && finishAll();
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      finishAll();
    };
  }, []);

  return {
    pending,
    remove: (workflow: Deleted) => {
      sent.delete(workflow.id);
      setPending((all) => [...all, workflow]);
    },
    /** Too late once it was sent. */
    undo: ({ id }: Deleted) => {
      if (!sent.has(id)) setPending((all) => all.filter((one) => one.id !== id));
    },
    finish,
  };
}

function useDelete(onDone: (id: string) => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async ({ id }: Deleted) => {
      try {
        await call('deleteWorkflow', { params: { id }, keepalive: true });
      } catch (error) {
        // Deleted in another tab: what was wanted is so.
        if (!hasCode(error, 'not_found')) throw error;
      }
    },
    onError: (error, { name }) => toast(`${name} was not deleted. ${messageOf(error)}`, 'danger'),
    // It is hidden until the list itself is without it, or has it again.
    onSettled: async (_, __, { id }) => {
      await client.invalidateQueries({ queryKey: workflowsKey });
      onDone(id);
    },
  });
}
