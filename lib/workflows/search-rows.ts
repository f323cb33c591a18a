import { AppError } from '../contract/errors.ts';
import type { Key } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { folded } from './folded.ts';
import { type Ordering, pagesInOrder } from './rows-in-order.ts';

// Of 1 MB each: 20,000 workflows with 1,500 characters of description, read within a few seconds.
const mostPages = 32;

const holds = (item: Item, words: string) =>
  [item.name, item.description].some((text) => folded(String(text)).includes(words));

/** DynamoDB sorts by bytes. */
const isPast = ({ sk }: Item, { sk: position }: Key, sort: Ordering['sort']) => {
  const order = Buffer.compare(Buffer.from(String(sk)), Buffer.from(position));
  return sort === 'name' ? order > 0 : order < 0;
};

/**
 * All workflows whose name or description holds these words, in order, and how many of them come after a place. Reads
 * the whole list, as what counts matches must; refuses (422) what would take too long.
 */
export async function searchRows(
  table: Table,
  ordering: Ordering,
  { words, after }: { words: string; after: Key | undefined },
): Promise<{ total: number; rows: Item[] }> {
  const matches: Item[] = [];
  let pages = 0;
  for await (const page of pagesInOrder(table, ordering, {})) {
    pages += 1;
    if (pages > mostPages)
      throw new AppError('invalid_field', 'Your workflows hold too much text to be searched at once');
    matches.push(...page.filter((item) => holds(item, words)));
  }
  const rows = after ? matches.filter((item) => isPast(item, after, ordering.sort)) : matches;
  return { total: matches.length, rows };
}
