import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

export const identitiesQuery = queryOptions({
  queryKey: ['identities'],
  queryFn: async ({ signal }) => (await call('listIdentities', { signal })).identities,
});
