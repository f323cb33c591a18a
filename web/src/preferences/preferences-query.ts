import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

/** Only for a person who is signed in. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => call('getPreferences', { signal }),
  // Every time on the page is written by them: asked once a visit, and changed here.
  staleTime: Number.POSITIVE_INFINITY,
});
