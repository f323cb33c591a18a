import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { EntryRow } from './entry-row.tsx';
import { LinesTable } from './lines-table.tsx';

const headings = [
  { words: 'Date', place: 'w-40 pl-6' },
  { words: 'What' },
  { words: 'Credits', place: 'text-right!' },
  { words: 'Balance', place: 'pr-3 pl-6 text-right!' },
  { words: 'Cause', place: 'w-10', unseen: true },
];

/** Movements of credits as a bank would write them. */
export function EntriesTable({ entries }: { entries: LedgerEntry[] }) {
  return (
    <LinesTable headings={headings}>
      {entries.map((entry) => (
        <EntryRow key={entry.id} entry={entry} />
      ))}
    </LinesTable>
  );
}
