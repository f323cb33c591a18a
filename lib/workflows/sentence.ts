// What cannot be seen, and what turns a text round: a sentence is kept and shown without it. Joiners are part of words.
const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]+/gu;
const mostWords = 7;
const mostCharacters = 60;

const cleaned = (text: string) =>
  text.normalize('NFC').toWellFormed().replaceAll(hidden, ' ').replaceAll(/ {2,}/g, ' ').trim();

/** A sentence as the description of what was made of it: line by line. */
export function descriptionOf(sentence: string): string {
  return sentence.split(/\r?\n/).map(cleaned).join('\n').trim();
}

/** The first words of a sentence as a workflow's name. */
export function nameOf(sentence: string): string {
  const words = cleaned(sentence.replaceAll(/\s+/g, ' ')).split(' ');
  const first = words.slice(0, mostWords).join(' ');
  const short = [...first]
    .slice(0, mostCharacters)
    .join('')
    .replace(/[\s,;:.!?–—-]+$/u, '');
  const name = short === '' ? 'Workflow' : short;
  return words.length > mostWords ? `${name} …` : name;
}
