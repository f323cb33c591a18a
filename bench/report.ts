type Cell = string | number;

/** One table of a bench, printed and kept as it is. */
export interface Table {
  title: string;
  columns: string[];
  rows: Cell[][];
  /** What a reader must know to read it right. */
  notes?: string[];
}

/** Three digits say all that a measurement here can. */
const textOf = (cell: Cell) =>
  typeof cell === 'string'
    ? cell
    : cell >= 100
      ? String(Math.round(cell))
      : String(Number(cell.toPrecision(3)));

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
}

export function tableText({ title, columns, rows, notes = [] }: Table): string {
  const lines = aligned([columns, ...rows.map((row) => row.map(textOf))]);
  return ['', title, '', ...lines.map((line) => `  ${line}`), ...notes.map((note) => `  ${note}`), ''].join(
    '\n',
  );
}

/** Says on standard error what runs, so that standard output holds the figures alone. */
export function progress(words: string): void {
  process.stderr.write(`… ${words}\n`);
}
