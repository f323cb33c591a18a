/** What a sentence speaks of, and where its parts are found when the workflow runs. */
export interface Thing {
  /** `payment`. */
  noun: string;
  /** What it is called by those who keep many: `payments`. */
  table: string;
  /** `trigger`, `each.item`, `fetch.body`. */
  at: string;
  /** Where it does not lie under its own name: `email` at `receipt_email`. */
  fields: Readonly<Record<string, string>>;
  /** Its amounts are in cents, as Stripe's are. */
  isStripes?: true;
  /** It tells only the customer's id, so that the customer must be looked up for an address. */
  hasNoEmail?: true;
  /** Only these can be referred to. */
  only?: readonly string[];
}

const small = new Set([
  'a',
  'an',
  'the',
  'their',
  'his',
  'her',
  'its',
  'my',
  'our',
  'your',
  'this',
  'that',
  'of',
]);

/** `shipping country` becomes `shippingCountry`. */
export function camelCase(words: string): string {
  const parts =
    words
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.filter((word) => !small.has(word)) ?? [];
  const name = parts
    .map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join('');
  return /^[a-z]/.test(name) ? name.slice(0, 40) : '';
}

export function part(thing: Thing, field: string): string {
  return `{{${thing.at}.${thing.fields[field] ?? field}}}`;
}

export const whole = (thing: Thing) => `{{${thing.at}}}`;

/** As much as is sure to be there, for a table or another program. */
export function fieldsOf(thing: Thing): Record<string, string> {
  if (thing.only) return Object.fromEntries(thing.only.map((field) => [field, `{{${thing.at}.${field}}}`]));
  if (!thing.isStripes) return { id: part(thing, 'id'), data: whole(thing) };
  const names = ['id', 'amount', 'currency', 'email', 'customer'].filter(
    (name) => thing.fields[name] !== undefined,
  );
  return Object.fromEntries(
    names.map((name) => [name === 'email' ? 'customerEmail' : name, part(thing, name)]),
  );
}
