import { productName, rateText } from '../../invoices/price-text.ts';
import { customers } from '../../objects/customer.ts';
import { periodOf, type StoredSubscription, subscriptions } from '../../objects/subscription.ts';
import { equals } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { dashboardAnswer } from './frame.ts';
import { listing } from './listing.ts';
import { moment } from './moment.ts';
import { stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

const section = '/subscriptions';

export const subscriptionsRoute: PageRoute = {
  method: 'GET',
  path: section,
  answer(scene, { query }) {
    const conditions = equals('customer', query.get('customer') ?? undefined);
    const { rows, pager } = listing(scene, {
      collection: subscriptions,
      conditions,
      address: section,
      query,
    });
    const empty = 'No subscriptions yet. One appears as soon as somebody subscribes.';
    const list = table({ label: 'Subscriptions', columns: columnsFor(scene), rows, empty });
    const body = html`<h1>Subscriptions</h1>${list}${pager}`;
    return dashboardAnswer(scene, { section, title: 'Subscriptions', query, body });
  },
};

function columnsFor(scene: Scene): Column<StoredSubscription>[] {
  return [
    {
      title: 'Plan',
      cell: (one) => html`<a href="${subscriptionAddress(one.id)}">${planText(scene, one)}</a>`,
    },
    { title: 'Status', cell: ({ status }) => stateBadge(status) },
    {
      title: 'Price',
      extra: true,
      cell: ({ items }) => items.data.map(({ price }) => rateText(price)).join(', '),
    },
    { title: 'Customer', extra: true, cell: ({ customer }) => customerName(scene, customer) },
    { title: 'Next', cell: whatComes },
  ];
}

export function subscriptionAddress(id: string): string {
  return `${section}/${id}`;
}

export function planText(scene: Scene, { items }: StoredSubscription): string {
  return items.data.map(({ price }) => productName(scene, price)).join(', ');
}

function customerName(scene: Scene, id: string): Markup {
  const customer = customers.find(scene.store, id);
  const name = customer && !('deleted' in customer) ? (customer.email ?? customer.name) : null;
  return html`<span class="clipped">${name ?? id}</span>`;
}

/** When it renews or ends; nothing for what is over. */
export function whatComes(subscription: StoredSubscription): Markup | string {
  const { cancel_at, ended_at, status } = subscription;
  if (ended_at !== null) return html`Ended ${moment(ended_at)}`;
  if (cancel_at !== null) return html`Ends ${moment(cancel_at)}`;
  if (status === 'paused') return 'Paused';
  const { end } = periodOf(subscription);
  return status === 'trialing' ? html`Trial ends ${moment(end)}` : html`Renews ${moment(end)}`;
}
