import { listPage } from '../../http/lists.ts';
import type { Collection, Condition, StoredObject } from '../../store/collection.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';

const ROWS_PER_PAGE = 25;

export interface Listing<T> {
  rows: T[];
  /** Links to the pages before and after, where there are any. */
  pager: Markup;
}

/** One page of objects, the newest first. The address says where it begins, as in the API. */
export function listing<T extends StoredObject>(
  scene: Scene,
  list: { collection: Collection<T>; conditions?: Condition[]; address: string; query: URLSearchParams },
): Listing<T> {
  const { collection, conditions = [], address, query } = list;
  const [after, before] = [query.get('starting_after'), query.get('ending_before')];
  const page = {
    limit: ROWS_PER_PAGE,
    ...(after === null ? {} : { starting_after: after }),
    ...(before === null ? {} : { ending_before: before }),
  };
  const { data, has_more } = listPage(scene, { collection, url: address, conditions, page });
  const backwards = before !== null && after === null;
  const hasNewer = backwards ? has_more : after !== null;
  const hasOlder = backwards || has_more;
  const [first, last] = [data[0], data.at(-1)];
  const links = {
    newer: first && hasNewer ? addressWith(list, { ending_before: first.id }) : null,
    older: last && hasOlder ? addressWith(list, { starting_after: last.id }) : null,
  };
  return { rows: data, pager: pagerOf(links) };
}

/** Filters stay in the address from page to page. */
function addressWith(
  { address, query }: { address: string; query: URLSearchParams },
  cursor: Record<string, string>,
): string {
  const own = ['starting_after', 'ending_before', 'note'];
  const filters = [...query].filter(([name]) => !own.includes(name));
  return `${address}?${new URLSearchParams([...filters, ...Object.entries(cursor)])}`;
}

export function pagerOf({ newer, older }: { newer: string | null; older: string | null }): Markup {
  if (newer === null && older === null) return html``;
  return html`<nav class="pager" aria-label="Pages">
${newer === null ? '' : html`<a class="button plain" href="${newer}" rel="prev">← Newer</a>`}
${older === null ? '' : html`<a class="button plain" href="${older}" rel="next">Older →</a>`}</nav>`;
}
