interface Props {
  caption: string;
  headings: string[];
  rows: { key: string; cells: string[] }[];
}

/** A heading for each row, and numbers behind it. */
export function MetricsTable({ caption, headings, rows }: Props) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-xs text-muted">
            {headings.map((heading, index) => (
              <th
                key={heading}
                scope="col"
                className={`pb-2 font-normal ${index === 0 ? 'text-left' : 'pl-3 text-right'}`}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...rest] }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal whitespace-nowrap">
                {first}
              </th>
              {rest.map((cell, index) => (
                <td key={headings[index + 1]} className="py-1.5 pl-3 text-right tabular-nums">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
