import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkflowSummary } from '../../../lib/contract/workflow-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { workflowsKey } from '../api/queries.ts';
import { useToast } from '../components/toasts.tsx';
import { copyName } from './copy-name.ts';

/** A second one of the same graph and code; always a draft. */
export function useDuplicate() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async ({ id }: WorkflowSummary) => {
      const { name, description, nodeData, generatedCode, language } = await call('getWorkflow', {
        params: { id },
      });
      return call('createWorkflow', {
        body: { name: copyName(name), description, nodeData, generatedCode, language },
      });
    },
    onSuccess: ({ name }) => toast(`${name} is there.`),
    onError: (error, { name }) => toast(`${name} was not duplicated. ${messageOf(error)}`, 'danger'),
    onSettled: () => client.invalidateQueries({ queryKey: workflowsKey }),
  });
}
