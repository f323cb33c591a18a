import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { buyingQuery, ledgerQuery } from '../api/queries.ts';
import { EntryRow } from './entry-row.tsx';
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
      empty={<Empty />}
    >
      {(entries) => <Entries entries={entries} />}
    </PagedSection>
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
