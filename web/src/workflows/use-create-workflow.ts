import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Graph } from '../../../lib/graph/graph.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { workflowsKey } from '../api/queries.ts';
import { useToast } from '../components/toasts.tsx';

interface Beginning {
  name: string;
  description: string;
  graph: Graph;
}

/** Keeps a graph as a new workflow and opens it. */
export function useCreateWorkflow(onCreated?: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ graph: { nodes, edges }, ...named }: Beginning) =>
      call('createWorkflow', { body: { ...named, nodeData: { nodes, edges }, language: 'python' } }),
    onSuccess: ({ id }) => {
      onCreated?.();
      void client.invalidateQueries({ queryKey: workflowsKey });
      return navigate(`/workflows/${id}`);
    },
    onError: (error) => toast(`It was not saved. ${messageOf(error)}`, 'danger'),
  });
}
