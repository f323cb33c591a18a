import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AdminEntry } from '../../../lib/contract/admin-user-routes.ts';
import { PagedSection } from '../account/paged-section.tsx';
import { sourceName } from '../account/source-name.ts';
import { Timestamp } from '../components/timestamp.tsx';
import { number, signed } from '../format/credits.ts';

const words = {
  loading: 'Loading the ledger',
  failed: 'The ledger could not be loaded.',
  moreFailed: 'Older entries could not be loaded.',
};

interface Props {
  pages: Omit<UseInfiniteQueryResult, 'data'>;
  entries: AdminEntry[] | undefined;
  onReset: () => void;
}

/** The person's statement, with the event that each entry came of, and who it was where an admin did it. */
export function PersonLedger({ pages, entries, onReset }: Props) {
  return (
    <PagedSection
      title="Ledger"
      words={words}
      pages={pages}
      items={entries}
      onReset={onReset}
      empty={<p className="border-t border-line px-4 py-8 text-center text-muted">No credits ever moved.</p>}
    >
      {(all) => (
        <ul className="divide-y divide-line border-t border-line">
          {all.map((entry) => (
            <EntryLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </PagedSection>
  );
}

function EntryLine({ entry }: { entry: AdminEntry }) {
  const { type, notes, source, by } = entry;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-4 py-3 sm:px-6">
      <div className="min-w-0">
        <p>
          <span className="font-semibold">{type}</span>{' '}
          <span className="wrap-anywhere text-muted">{notes}</span>
        </p>
        <p className="flex flex-wrap gap-x-2 text-xs text-muted">
          <Timestamp iso={entry.created_at} />
          <span>{sourceName(source.kind)}</span>
          <code className="font-mono break-all">{source.id}</code>
          {by && (
            <span>
              by <code className="font-mono break-all">{by}</code>
            </span>
          )}
          {source.event_id && (
            <Link to={`/admin/events/${source.event_id}`} className="link">
              event
            </Link>
          )}
        </p>
      </div>
      <div className="text-right tabular-nums">
        <p className={`font-semibold ${entry.credits_delta > 0 ? 'text-accent' : ''}`}>
          {signed(entry.credits_delta)}
        </p>
        <p className="text-xs text-muted">
          <span className="sr-only">Balance after it </span>
          {number(entry.balance_after)}
        </p>
      </div>
    </li>
  );
}
