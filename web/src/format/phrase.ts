import { dayInWords } from './time.ts';

interface Moment {
  at: string;
}

/** A sentence with moments in it: the page writes them in the reader's locale, with everything about them on hover. */
export type Phrase = readonly (string | Moment)[];

/** A moment for a phrase, by its ISO string. */
export const at = (iso: string): Moment => ({ at: iso });

export function phrase(texts: TemplateStringsArray, ...values: (string | Moment)[]): Phrase {
  return texts.flatMap((text, index) => [text, values[index] ?? '']).filter((part) => part !== '');
}

/** The same as one text, for what can hold no more than that. */
export function plainText(words: Phrase, now: Date, locale?: string, timeZone?: string): string {
  return words
    .map((part) => (typeof part === 'string' ? part : dayInWords(part.at, now, locale, timeZone)))
    .join('');
}
