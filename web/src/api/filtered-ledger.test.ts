import { expect, test } from '@jest/globals';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { fetchAll, fetchFiltered } from './filtered-ledger.ts';

const entry = (id: string): LedgerEntry => ({
  id,
  type: 'Spend',
  credits_delta: -1,
  balance_after: 1,
  notes: '',
  source: { kind: 'spend', id, event_id: null },
  created_at: '2026-11-21T10:00:00.000Z',
});

/** Pages of so many entries each; cursors are their numbers. */
function pagesOf(counts: number[]) {
  const asked: (string | undefined)[] = [];
  const fetchPage = async (cursor: string | undefined) => {
    asked.push(cursor);
    const page = Number(cursor ?? 0);
    const entries = Array.from({ length: counts[page] ?? 0 }, (_, at) => entry(`${page}.${at}`));
    return { entries, next_cursor: page + 1 < counts.length ? String(page + 1) : null };
  };
  return { asked, fetchPage };
}

test('a page that holds enough is all that is fetched', async () => {
  const { asked, fetchPage } = pagesOf([5, 5]);
  const { entries, next_cursor } = await fetchFiltered(fetchPage, undefined);
  expect([entries.length, next_cursor, asked]).toEqual([5, '1', [undefined]]);
});

test('pages that a filter leaves too few of are followed by the next, up to the end', async () => {
  const { asked, fetchPage } = pagesOf([0, 1, 0, 2]);
  const { entries, next_cursor } = await fetchFiltered(fetchPage, undefined);
  expect(entries.map(({ id }) => id)).toEqual(['1.0', '3.0', '3.1']);
  expect([next_cursor, asked]).toEqual([null, [undefined, '1', '2', '3']]);
});

test('who looks for what is long ago gets no endless wait, but a place to go on from', async () => {
  const { asked, fetchPage } = pagesOf(Array.from({ length: 50 }, () => 0));
  expect(await fetchFiltered(fetchPage, '3')).toEqual({ entries: [], next_cursor: '23' });
  expect(asked).toHaveLength(20);
});

test('all pages are fetched to the last, empty ones included', async () => {
  const sizes: number[] = [];
  for await (const entries of fetchAll(pagesOf([2, 0, 3]).fetchPage)) sizes.push(entries.length);
  expect(sizes).toEqual([2, 0, 3]);
});
