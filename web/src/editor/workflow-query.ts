import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

/** A workflow as it is when its editor opens; from then on the editor knows better than any answer. */
export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: ['workflow', id],
    queryFn: ({ signal }) => call('getWorkflow', { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
