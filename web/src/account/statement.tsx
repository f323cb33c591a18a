import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { buyingQuery, ledgerQuery } from '../api/queries.ts';
import { EntriesTable } from './entries-table.tsx';
import { PagedSection } from './paged-section.tsx';

const words = {
  loading: 'Loading your statement',
  failed: 'Your statement could not be loaded.',
  moreFailed: 'Older entries could not be loaded.',
};

const shown = 5;

/** The latest movements of credits, as a bank would write them; all of them are on the billing page. */
export function Statement() {
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery(ledgerQuery);
  const latest = data?.pages[0]?.entries.slice(0, shown);
  return (
    <PagedSection
      title="Statement"
      words={words}
      // More is shown there, not here.
      pages={{ ...pages, hasNextPage: false }}
      items={latest}
      onReset={() => client.resetQueries({ queryKey: ledgerQuery.queryKey })}
      empty={<NoEntries />}
      action={latest && latest.length > 0 && <ToWhole />}
    >
      {(entries) => <EntriesTable entries={entries} />}
    </PagedSection>
  );
}

function ToWhole() {
  return (
    <Link to="/account/billing" className="link py-2">
      Whole statement
    </Link>
  );
}

export function NoEntries() {
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
