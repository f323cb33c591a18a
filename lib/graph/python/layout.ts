/** As wide as a line gets where it can be broken. */
export const width = 88;
export const step = '    ';

/** A part of source that goes on one line, or on several when that is too long. */
export interface Doc {
  flat: string;
  /** Brackets around the parts, of which each has a line of its own. */
  broken?: { open: string; close: string; separator: string; parts(room: number): readonly Part[] };
}

export interface Part {
  before: string;
  doc: Doc;
}

export const leaf = (flat: string): Doc => ({ flat });

/** `[a, b]`, `{"a": b}` or `call(a=b)`. */
export function brackets(open: string, parts: readonly Part[], close: string): Doc {
  const flat = open + parts.map(({ before, doc }) => before + doc.flat).join(', ') + close;
  return parts.length === 0
    ? { flat }
    : { flat, broken: { open, close, separator: ',', parts: () => parts } };
}

/** The lines of a part of source between what stands before and after it. */
export function layOutLines(indent: string, before: string, doc: Doc, after: string): string[] {
  const line = indent + before + doc.flat + after;
  if (line.length <= width || !doc.broken) return [line];
  const { open, close, separator, parts } = doc.broken;
  const inner = indent + step;
  return [
    indent + before + open,
    ...parts(width - inner.length).flatMap((part) => layOutLines(inner, part.before, part.doc, separator)),
    indent + close + after,
  ];
}
