import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';

export interface EntryPage {
  entries: LedgerEntry[];
  next_cursor: string | null;
}

type FetchPage = (cursor: string | undefined) => Promise<EntryPage>;

// A page that a filter leaves few of is followed by the next, so that "Show more" shows more.
const enough = 5;
// Each passes a thousand entries: "Show more" goes on from there.
const maximumFetches = 20;

/** The next entries to show: fetches further while a filter leaves too few. */
export async function fetchFiltered(fetchPage: FetchPage, from: string | undefined): Promise<EntryPage> {
  const entries: LedgerEntry[] = [];
  let next: string | null = from ?? null;
  for (let fetches = 0; fetches < maximumFetches; fetches += 1) {
    const page = await fetchPage(next ?? undefined);
    entries.push(...page.entries);
    next = page.next_cursor;
    if (next === null || entries.length >= enough) break;
  }
  return { entries, next_cursor: next };
}

/** All of them, however many; tells after each page how many there are so far. */
export async function* fetchAll(fetchPage: FetchPage): AsyncGenerator<LedgerEntry[]> {
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    yield page.entries;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
