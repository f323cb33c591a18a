import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { call } from '../api/call.ts';
import { workflowsKey } from '../api/queries.ts';
import { type Content, fieldsOf } from './content.ts';

/** Keeps what is here as a workflow of its own, by a name that is told. */
export function useCopying(workflow: Workflow, content: Content, onMade: (id: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      call('createWorkflow', {
        body: { ...fieldsOf(content, workflow), name, description: workflow.description },
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: workflowsKey, refetchType: 'none' });
      onMade(id);
    },
  });
}
