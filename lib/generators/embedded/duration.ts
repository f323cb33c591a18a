const counts: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};

const unitSeconds: Record<string, number> = {
  second: 1,
  sec: 1,
  minute: 60,
  min: 60,
  hour: 3_600,
  hr: 3_600,
  h: 3_600,
  day: 86_400,
  week: 604_800,
  // A month has no fixed length; thirty days are what people mean by waiting one.
  month: 2_592_000,
};

const count = String.raw`\d{1,5}(?:\.\d)?|${Object.keys(counts).join('|')}|half an?|a couple of|a few`;

/** `2 hours`, for rules that look for one within more. */
export const durationPattern = String.raw`(?:${count})[\s-](?:${Object.keys(unitSeconds).join('|')})s?\b`;

const duration = new RegExp(String.raw`\b(${count})[\s-](${Object.keys(unitSeconds).join('|')})s?\b`, 'i');

export function countOf(word: string): number {
  const known = counts[word.toLowerCase()];
  if (known) return known;
  if (/^half/i.test(word)) return 0.5;
  if (/couple/i.test(word)) return 2;
  return /few/i.test(word) ? 3 : Number(word);
}

/** The first length of time in a text, in seconds. */
export function readDuration(text: string): number | undefined {
  const [, many, unit] = duration.exec(text) ?? [];
  if (!many || !unit) return undefined;
  return Math.round(countOf(many) * (unitSeconds[unit.toLowerCase()] ?? 0));
}
