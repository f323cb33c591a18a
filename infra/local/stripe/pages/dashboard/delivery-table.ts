import type { DeliveryReport } from '../../deliveries/log.ts';
import { webhookEndpoints } from '../../objects/webhook-endpoint.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import { breakable } from './event-table.ts';
import { moment } from './moment.ts';
import { stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

export function deliveryTable(scene: Scene, rows: DeliveryReport[], empty: string): Markup {
  return table({ label: 'Deliveries', columns: columnsFor(scene), rows, empty });
}

function columnsFor(scene: Scene): Column<DeliveryReport>[] {
  return [
    {
      title: 'Event',
      cell: ({ event, type }) => html`<a class="mono" href="/events/${event}">${breakable(type)}</a>`,
    },
    { title: 'State', cell: (delivery) => stateBadge(deliveryState(delivery)) },
    { title: 'Attempts', extra: true, cell: ({ attempts }) => String(attempts) },
    { title: 'Last answer', extra: true, cell: lastAnswer },
    {
      title: 'Next try',
      extra: true,
      cell: ({ nextAttemptAt }) => (nextAttemptAt ? moment(nextAttemptAt) : ''),
    },
    { title: 'To', extra: true, cell: ({ endpoint }) => addressOf(scene, endpoint) },
    { title: 'Again', cell: ({ event, type }) => resendForm(event, type) },
  ];
}

export function deliveryState({ state, attempts }: DeliveryReport): string {
  if (state === 'abandoned') return 'given up';
  if (state === 'delivered') return state;
  return attempts > 0 ? 'failing' : 'waiting';
}

export function lastAnswer({ lastStatus, lastError, lastAttemptAt }: DeliveryReport): Markup | string {
  if (lastAttemptAt === null) return lastError ?? 'not tried yet';
  const said = lastStatus === null ? (lastError ?? '') : String(lastStatus);
  return html`${said} <span class="quiet small">${moment(lastAttemptAt)}</span>`;
}

export function addressOf(scene: Scene, endpoint: string): string {
  return webhookEndpoints.find(scene.store, endpoint)?.url ?? 'an endpoint that is gone';
}

/** To all endpoints that want it now, byte for byte. */
export function resendForm(event: string, type?: string): Markup {
  const which = type === undefined ? '' : html`<span class="visually-hidden"> ${type}</span>`;
  return html`<form method="post" action="/events/${event}/resend"><button class="plain slim">Resend${which}</button></form>`;
}
