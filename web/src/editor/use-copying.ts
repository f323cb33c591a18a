import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { call } from '../api/call.ts';
import { workflowsKey } from '../api/queries.ts';
import { type Content, fieldsOf } from './content.ts';

const longestName = 120;

/** Keeps what is here as a workflow of its own. */
export function useCopying(workflow: Workflow, content: Content, onMade: (id: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => {
      const fields = fieldsOf(content, workflow);
      const name = `${fields.name.slice(0, longestName - 7)} (copy)`;
      return call('createWorkflow', { body: { ...fields, name, description: workflow.description } });
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: workflowsKey, refetchType: 'none' });
      onMade(id);
    },
  });
}
