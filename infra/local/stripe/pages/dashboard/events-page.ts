import { wasDelivered } from '../../deliveries/queue.ts';
import { events } from '../../events.ts';
import { html } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { eventTable } from './event-table.ts';
import { dashboardAnswer } from './frame.ts';
import { listing } from './listing.ts';

const section = '/events';

export const eventsRoute: PageRoute = {
  method: 'GET',
  path: section,
  answer(scene, { query }) {
    const undelivered = query.has('undelivered');
    const conditions = wasDelivered(undelivered ? false : undefined);
    const { rows, pager } = listing(scene, { collection: events, conditions, address: section, query });
    const empty = undelivered
      ? 'Every event was delivered.'
      : 'No events yet. Every change of an object makes one.';
    const filter = undelivered
      ? html`Those not delivered yet. <a href="/events">Show all</a>`
      : html`All of them. <a href="/events?undelivered">Show those not delivered</a>`;
    const body = html`<h1>Events</h1><p class="filter">${filter}</p>${eventTable(scene, rows, empty)}${pager}`;
    return dashboardAnswer(scene, { section, title: 'Events', query, body });
  },
};
