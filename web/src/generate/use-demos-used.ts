import { queryOptions, useQuery } from '@tanstack/react-query';
import { demosUsed } from './demos-used.ts';

/** Kept beside the answers of the API, so that all that shows it changes when it does. */
export const demosUsedQuery = queryOptions({
  queryKey: ['demos-used'],
  queryFn: () => demosUsed(localStorage, new Date()),
});

export const useDemosUsed = (): number => useQuery(demosUsedQuery).data ?? 0;
