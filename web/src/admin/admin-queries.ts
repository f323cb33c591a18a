import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';

/** Each look is in the audit trail: none happens by itself. */
const onlyWhenAsked = {
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  retry: false,
} as const;

export const findUsersQuery = (q: string) =>
  queryOptions({
    queryKey: ['admin', 'find', q],
    queryFn: async ({ signal }) => (await call('findUsers', { query: { q }, signal })).users,
    enabled: q !== '',
    ...onlyWhenAsked,
  });

const ledgerPageSize = '20';

export const personQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'person', id],
    queryFn: ({ pageParam, signal }) =>
      call('lookAtUser', { params: { id }, query: { limit: ledgerPageSize, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.ledger.next_cursor ?? undefined,
    ...onlyWhenAsked,
  });

export type EventFilter = 'all' | 'failing' | 'parked' | 'ignored';

const eventsPageSize = '25';
export const eventsKey = ['admin', 'events'] as const;

export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: [...eventsKey, filter],
    queryFn: ({ pageParam, signal }) =>
      call('listEvents', {
        query: {
          limit: eventsPageSize,
          cursor: pageParam,
          state: filter === 'all' ? undefined : filter,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin', 'event', id],
    queryFn: ({ signal }) => call('lookAtEvent', { params: { id }, signal }),
  });

export const metricsQuery = queryOptions({
  queryKey: ['admin', 'metrics'],
  queryFn: async ({ signal }) => (await call('getMetrics', { signal })).metrics,
});

const auditPageSize = '50';

export const auditQuery = infiniteQueryOptions({
  queryKey: ['admin', 'audit'],
  queryFn: ({ pageParam, signal }) =>
    call('listAudit', { query: { limit: auditPageSize, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
