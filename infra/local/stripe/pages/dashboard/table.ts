import { html, type Markup } from '../html.ts';

export interface Column<T> {
  title: string;
  cell(row: T): Markup | string;
  /** Left out where there is no room for it. */
  extra?: true;
}

interface Table<T> {
  /** For those who cannot see the heading above it. */
  label: string;
  columns: Column<T>[];
  rows: T[];
  /** What stands there instead when there are no rows. */
  empty: Markup | string;
}

export function table<T>({ label, columns, rows, empty }: Table<T>): Markup {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
<thead><tr>${columns.map((column) => html`<th scope="col" class="${classOf(column)}">${column.title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td class="${classOf(column)}">${column.cell(row)}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

function classOf<T>({ extra }: Column<T>): string {
  return extra ? 'extra' : '';
}

/** Name and value, one below the other. What is not known is left out. */
export function facts(entries: [string, Markup | string | null][]): Markup {
  const known = entries.filter(([, value]) => value !== null);
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt class="quiet">${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
