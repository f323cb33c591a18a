const marks = /\p{M}/gu;

/** A text as lists sort and search it: without capitals and accents, `Äpfel` beside `apfel`. */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(marks, '').toLowerCase().trim();
}

// A sort key holds 1,024 bytes, and a character four: one letter can fold into eighteen.
const sortedCharacters = 120;

/** The part of a name that it is sorted by. */
export function sortName(name: string): string {
  return [...folded(name)].slice(0, sortedCharacters).join('');
}
