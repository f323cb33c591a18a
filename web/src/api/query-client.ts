import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, hasCode } from './api-error.ts';
import { userQuery } from './queries.ts';

const maximumRetries = 2;

/** Worth asking again by itself: no answer, too many requests, or a fault on the other side. */
function isPassing(error: Error): boolean {
  if (!(error instanceof ApiError) || hasCode(error, 'stripe_disabled', 'payments_not_set_up')) return false;
  return (
    error.code !== 'unreadable_answer' && (error.status === 0 || error.status === 429 || error.status >= 500)
  );
}

export function createQueryClient(): QueryClient {
  // A session that ended elsewhere: the whole page turns to "signed out", not one panel to "error".
  const onError = (error: Error) => {
    if (hasCode(error, 'not_authenticated')) client.setQueryData(userQuery.queryKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Offline is an answer to show with Retry, not a reason to wait silently.
        networkMode: 'always',
        retry: (failures, error) => failures < maximumRetries && isPassing(error),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
