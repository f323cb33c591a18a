import { deliveryLog } from '../../deliveries/log.ts';
import { pendingCount } from '../../deliveries/queue.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { deliveryTable } from './delivery-table.ts';
import { dashboardAnswer } from './frame.ts';
import { pagerOf } from './listing.ts';

const section = '/deliveries';
const ROWS_PER_PAGE = 25;

export const deliveriesRoute: PageRoute = {
  method: 'GET',
  path: section,
  answer(scene, { query }) {
    const before = Number(query.get('before')) || null;
    const found = deliveryLog(scene, { before, limit: ROWS_PER_PAGE + 1 });
    const rows = found.slice(0, ROWS_PER_PAGE);
    const pager = pagerOf({
      newer: before === null ? null : section,
      older: found.length > rows.length ? `${section}?before=${rows.at(-1)?.id}` : null,
    });
    const empty = 'No deliveries yet. An event is delivered to every endpoint that asks for its type.';
    const body = html`<h1>Deliveries</h1><p class="filter">${waitingText(scene)} ${faultsText(scene)}</p>
${deliveryTable(scene, rows, empty)}${pager}`;
    return dashboardAnswer(scene, { section, title: 'Deliveries', query, body });
  },
};

function waitingText(scene: Scene): string {
  const count = pendingCount(scene);
  if (count === 0) return 'Nothing is waiting.';
  return count === 1 ? 'One delivery is waiting.' : `${count} deliveries are waiting.`;
}

function faultsText({ faults: { duplicate, delayMs, shuffle, dropFirst } }: Scene): Markup {
  const set = [
    duplicate > 0 && `each goes out ${duplicate + 1} times`,
    delayMs > 0 && `each is up to ${delayMs} ms late`,
    shuffle && 'their order is shuffled',
    dropFirst > 0 && `the next ${dropFirst} attempts are lost`,
  ].filter((fault) => fault !== false);
  const said = set.length === 0 ? 'The network is sound' : `The network has faults: ${set.join(', ')}`;
  return html`${said} (<a href="/_sim/webhooks"><code>/_sim/webhooks</code></a> sets its faults).`;
}
