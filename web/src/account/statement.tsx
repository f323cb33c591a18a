import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { hasCode } from '../api/api-error.ts';
import { buyingQuery, ledgerQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EntryRow } from './entry-row.tsx';

/** Every movement of credits, newest first, as a bank would write it. */
export function Statement() {
  const client = useQueryClient();
  const ledger = useInfiniteQuery(ledgerQuery);
  const entries = ledger.data?.pages.flatMap((page) => page.entries);
  const retry = () => {
    // A cursor that no longer opens (the service's secret was changed) is no use a second time.
    if (hasCode(ledger.error, 'invalid_cursor')) client.resetQueries({ queryKey: ledgerQuery.queryKey });
    else if (entries === undefined) ledger.refetch();
    else ledger.fetchNextPage();
  };
  return (
    <section aria-labelledby="statement" className="overflow-clip rounded-card border border-line bg-surface">
      <h2 id="statement" className="px-4 pt-4 pb-3 text-base leading-6 sm:px-6">
        Statement
      </h2>
      {entries === undefined && !ledger.isError && <Loading />}
      {entries?.length === 0 && <Empty />}
      {entries !== undefined && entries.length > 0 && <Entries entries={entries} />}
      {ledger.isError && (
        <Failure
          what={entries ? 'Older entries could not be loaded.' : 'Your statement could not be loaded.'}
          error={ledger.error}
          onRetry={retry}
          busy={ledger.isFetching}
          className="border-t border-line px-4 py-4 sm:px-6"
        />
      )}
      {ledger.hasNextPage && !ledger.isError && (
        <div className="border-t border-line p-2">
          <Button
            look="quiet"
            className="w-full"
            busy={ledger.isFetchingNextPage}
            onClick={() => ledger.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </section>
  );
}

const heading = 'pb-2 text-left font-normal';

function Entries({ entries }: { entries: LedgerEntry[] }) {
  return (
    <table className="block w-full border-collapse sm:table">
      {/* On a phone each row says by its place what the headings say here. */}
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-xs text-muted">
          <th scope="col" className={`${heading} w-40 pl-6`}>
            Date
          </th>
          <th scope="col" className={heading}>
            What
          </th>
          <th scope="col" className={`${heading} text-right!`}>
            Credits
          </th>
          <th scope="col" className={`${heading} pr-3 pl-6 text-right!`}>
            Balance
          </th>
          <th scope="col" className="w-10">
            <span className="sr-only">Cause</span>
          </th>
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Loading() {
  return (
    <div role="status" className="divide-y divide-line border-t border-line">
      <span className="sr-only">Loading your statement</span>
      {['one', 'two', 'three'].map((row) => (
        <div key={row} className="flex items-center justify-between px-4 py-4 sm:px-6">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}

function Empty() {
  const buying = useQuery(buyingQuery).data;
  return (
    <div className="border-t border-line px-4 py-10 text-center sm:px-6">
      <p className="font-semibold">Nothing here yet</p>
      <p className="mx-auto max-w-sm pt-1 text-muted">
        Each purchase and each use of credits becomes a line here, with its date, its cause and the balance
        after it.{' '}
        {buying !== false && (
          <Link to="/credits" className="link">
            Buy your first credits
          </Link>
        )}
      </p>
    </div>
  );
}
