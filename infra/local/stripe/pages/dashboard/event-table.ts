import { type DeliveryState, deliveryStates } from '../../deliveries/state.ts';
import { events, type StoredEvent } from '../../events.ts';
import { isOneOf } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import { moment } from './moment.ts';
import { stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

/** More than one payment ever causes in a test. */
const MAXIMUM_SHOWN = 100;

export function eventsAbout(scene: Scene, objects: string[]): StoredEvent[] {
  return events.select(scene.store, {
    conditions: isOneOf('data.object.id', objects),
    order: 'newest first',
    limit: MAXIMUM_SHOWN,
  });
}

export function eventTable(scene: Scene, shown: StoredEvent[], empty = 'Nothing yet.'): Markup {
  const states = deliveryStates(
    scene,
    shown.map((event) => event.id),
  );
  return table({ label: 'Events', columns: columnsOf(states), rows: shown, empty });
}

function columnsOf(states: Map<string, DeliveryState>): Column<StoredEvent>[] {
  return [
    {
      title: 'Event',
      cell: ({ id, type }) => html`<a class="mono" href="/events/${id}">${breakable(type)}</a>`,
    },
    { title: 'Object', extra: true, cell: ({ data }) => html`<code>${shortId(data.object.id ?? '')}</code>` },
    { title: 'Delivery', cell: ({ id }) => stateBadge(states.get(id) ?? 'no endpoint') },
    { title: 'Time', cell: ({ created }) => moment(created) },
  ];
}

/** May go on in the next line after a dot or an underscore. */
export function breakable(type: string): Markup[] {
  return type.split(/(?<=[._])/).map((part) => html`${part}<wbr>`);
}

/** Session ids are longer than any column. */
function shortId(id: string): string {
  return id.length > 30 ? `${id.slice(0, 27)}…` : id;
}
