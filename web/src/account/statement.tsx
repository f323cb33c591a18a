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

/** Every movement of credits, newest first, as a bank would write it. */
export function Statement() {
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery(ledgerQuery);
  return (
    <PagedSection
      title="Statement"
      words={words}
      pages={pages}
      items={data?.pages.flatMap((page) => page.entries)}
      onReset={() => client.resetQueries({ queryKey: ledgerQuery.queryKey })}
      empty={<NoEntries />}
    >
      {(entries) => <EntriesTable entries={entries} />}
    </PagedSection>
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
