import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { hasCode } from './api-error.ts';
import { call } from './call.ts';
import { fetchFiltered } from './filtered-ledger.ts';
import { type LedgerFilter, ledgerQueryOf } from './ledger-filter.ts';
import { fetchShown } from './shown-payments.ts';

/** Who is signed in; null when nobody is. */
export const userQuery = queryOptions({
  queryKey: ['user'],
  queryFn: async ({ signal }) => {
    try {
      return await call('getUser', { signal });
    } catch (error) {
      if (hasCode(error, 'not_authenticated')) return null;
      throw error;
    }
  },
});

export const creditsQuery = queryOptions({
  queryKey: ['credits'],
  queryFn: ({ signal }) => call('getCredits', { signal }),
});

/** What the balance is made of: looked up again whenever credits are. */
export const balanceQuery = queryOptions({
  queryKey: [...creditsQuery.queryKey, 'parts'],
  queryFn: ({ signal }) => call('getBalance', { signal }),
});

const ledgerPageSize = '10';

export const ledgerQuery = infiniteQueryOptions({
  queryKey: ['ledger'],
  queryFn: ({ pageParam, signal }) =>
    call('listLedger', { query: { limit: ledgerPageSize, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

/** A part of it, by the same key and what it is a part by. */
export const filteredLedgerQuery = (filter: LedgerFilter) =>
  infiniteQueryOptions({
    queryKey: [...ledgerQuery.queryKey, filter],
    queryFn: ({ pageParam, signal }) =>
      fetchFiltered(
        (cursor) =>
          call('listLedger', {
            query: { ...ledgerQueryOf(filter), limit: ledgerPageSize, cursor },
            signal,
          }),
        pageParam,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

const paymentsPageSize = '10';

export const paymentsQuery = infiniteQueryOptions({
  queryKey: ['payments', 'shown'],
  queryFn: ({ pageParam, signal }) =>
    fetchShown(
      (cursor) => call('listPayments', { query: { limit: paymentsPageSize, cursor }, signal }),
      pageParam,
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

/** The plan that is subscribed to; null when there is none. Only for a person who is signed in. */
export const subscriptionQuery = queryOptions({
  queryKey: ['subscription'],
  queryFn: ({ signal }) => call('getSubscription', { signal }),
  // Paid or confirmed in another tab, or changed in Stripe's portal: looked up again when this one is looked at again.
  staleTime: 0,
});

/** Tells of a subscription that was begun and never paid, of which the one above says nothing. */
export const subscriptionStatusQuery = queryOptions({
  queryKey: ['subscription', 'status'],
  queryFn: ({ signal }) => call('getSubscriptionStatus', { signal }),
});

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await call('listKeys', { signal })).keys,
});

/** The person's widget; null before their first subscription. */
export const widgetQuery = queryOptions({
  queryKey: ['widget'],
  queryFn: async ({ signal }) => {
    try {
      return await call('getWidget', { signal });
    } catch (error) {
      if (hasCode(error, 'not_found')) return null;
      throw error;
    }
  },
});

export const referralsQuery = queryOptions({
  queryKey: ['referrals'],
  queryFn: ({ signal }) => call('getReferrals', { signal }),
});

const invoicesPageSize = '10';

export const invoicesQuery = infiniteQueryOptions({
  queryKey: ['invoices'],
  queryFn: ({ pageParam, signal }) =>
    call('listInvoices', { query: { limit: invoicesPageSize, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

// What is sold changes with a deployment, not while someone looks at it.
const catalogStaleMs = 10 * 60_000;

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => call('listPlans', { signal }),
  staleTime: catalogStaleMs,
});

/** Whether Stripe is switched on: with STRIPE_ENABLED=false the site hides buying. */
export const buyingQuery = queryOptions({
  queryKey: ['buying'],
  queryFn: async ({ signal }) => {
    try {
      await call('getPaymentConfig', { signal });
      return true;
    } catch (error) {
      if (hasCode(error, 'stripe_disabled')) return false;
      // Without a publishable key hosted checkout still works; only checkout itself can tell.
      if (hasCode(error, 'payments_not_set_up')) return true;
      throw error;
    }
  },
  staleTime: catalogStaleMs,
});

/** All lists of workflows, whatever they were searched for. */
export const workflowsKey = ['workflows'] as const;

export interface WorkflowSearch {
  q: string;
  sort: 'updated_at' | 'name';
}

const workflowsPageSize = '50';

export const workflowsQuery = ({ q, sort }: WorkflowSearch) =>
  infiniteQueryOptions({
    queryKey: [...workflowsKey, { q, sort }],
    queryFn: ({ pageParam, signal }) =>
      call('listWorkflows', {
        query: { limit: workflowsPageSize, cursor: pageParam, q: q === '' ? undefined : q, sort },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // Another search shows what there was until its own answer is there.
    placeholderData: keepPreviousData,
  });

export const usageKey = ['usage'] as const;

/** The last thirty days. */
export const usageQuery = (groupBy: 'day' | 'action') =>
  queryOptions({
    queryKey: [...usageKey, groupBy],
    queryFn: ({ signal }) => call('getUsage', { query: { group_by: groupBy }, signal }),
  });
