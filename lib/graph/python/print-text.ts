import { type Doc, leaf } from './layout.ts';
import { escaped } from './literal.ts';

/** Words, or the source of a value among them. */
export type TextPart = { words: string } | { source: string };

/**
 * A text as one literal, or as several below one another that Python puts together: broken after its own line ends,
 * and else between words.
 */
export function printText(parts: readonly TextPart[]): Doc {
  const atoms = parts.flatMap((part) => ('words' in part ? wordsOf(part.words) : [part]));
  if (atoms.length < 2) return leaf(literalOf(atoms));
  const broken = {
    open: '(',
    close: ')',
    separator: '',
    parts: (room: number) => rowsOf(atoms, room).map((row) => ({ before: '', doc: leaf(literalOf(row)) })),
  };
  return { flat: literalOf(atoms), broken };
}

const wordsOf = (words: string): TextPart[] =>
  (words.match(/[^\s]*\s?/gu) ?? []).filter((word) => word !== '').map((word) => ({ words: word }));

function rowsOf(atoms: readonly TextPart[], room: number): TextPart[][] {
  const rows: TextPart[][] = [];
  let row: TextPart[] = [];
  for (const atom of atoms) {
    if (row.length > 0 && (endsLine(row.at(-1)) || literalOf([...row, atom]).length > room)) {
      rows.push(row);
      row = [];
    }
    row.push(atom);
  }
  return [...rows, row];
}

const endsLine = (atom: TextPart | undefined) => atom && 'words' in atom && atom.words.endsWith('\n');

function literalOf(parts: readonly TextPart[]): string {
  const isPlain = parts.every((part) => 'words' in part);
  const inside = parts.map((part) => ('words' in part ? wordsIn(part.words, isPlain) : `{${part.source}}`));
  return `${isPlain ? '' : 'f'}"${inside.join('')}"`;
}

const wordsIn = (words: string, isPlain: boolean) =>
  isPlain ? escaped(words) : escaped(words).replace(/[{}]/g, '$&$&');
