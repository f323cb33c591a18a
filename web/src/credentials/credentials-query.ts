import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

export const credentialsQuery = queryOptions({
  queryKey: ['credentials'],
  queryFn: async ({ signal }) => (await call('listCredentials', { signal })).credentials,
});
