import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { EntryRow } from './entry-row.tsx';

const heading = 'pb-2 text-left font-normal';

/** Movements of credits as a bank would write them. */
export function EntriesTable({ entries }: { entries: LedgerEntry[] }) {
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
