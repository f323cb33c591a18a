const begin = '<!-- made by npm run costs -- --write -->';
const end = '<!-- end -->';

/** The document with these tables between its marks; throws when it has none. */
export function withTables(document: string, tables: string): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error('docs/costs.md has no place for the tables');
  return `${before}${begin}\n${tables}\n${end}${after}`;
}
