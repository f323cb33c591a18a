import type { ReactNode } from 'react';

interface Heading {
  words: string;
  /** Where it stands and how wide its column is. */
  place?: string;
  /** Only for who hears the table. */
  unseen?: boolean;
}

/** A list whose lines are rows of a table, and on a phone blocks that say by their place what the headings say here. */
export function LinesTable({ headings, children }: { headings: Heading[]; children: ReactNode }) {
  return (
    <table className="block w-full border-collapse sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-xs text-muted">
          {headings.map(({ words, place = '', unseen }) =>
            unseen ? (
              <th key={words} scope="col" className={place}>
                <span className="sr-only">{words}</span>
              </th>
            ) : (
              <th key={words} scope="col" className={`pb-2 text-left font-normal ${place}`}>
                {words}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">{children}</tbody>
    </table>
  );
}
