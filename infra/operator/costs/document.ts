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

const sentencePattern = /A month costs \$\S+ idle and \$\S+ with 1,000 purchases/;

/** README.md with this sentence in the old one's place; throws when it has none. */
export function withSentence(readme: string, sentence: string): string {
  if (!sentencePattern.test(readme)) throw new Error('README.md does not say what a month costs');
  return readme.replace(sentencePattern, () => sentence);
}
