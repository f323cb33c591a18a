import type Stripe from 'stripe';
import { total } from '../../checkout/amounts.ts';
import { moneyText } from '../../money-text.ts';
import { charges } from '../../objects/charge.ts';
import { customers, type StoredCustomer } from '../../objects/customer.ts';
import { equals } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { dashboardAnswer } from './frame.ts';
import { listing } from './listing.ts';
import { moment } from './moment.ts';
import { type Column, table } from './table.ts';

const section = '/customers';
/** Beyond it the sum says "at least". */
const MAXIMUM_COUNTED = 1000;

export const customersRoute: PageRoute = {
  method: 'GET',
  path: section,
  answer(scene, { query }) {
    const { rows, pager } = listing(scene, { collection: customers, address: section, query });
    const present = rows.filter((customer) => !('deleted' in customer));
    const empty = "No customers yet. The shop makes one at a person's first purchase.";
    const list = table({ label: 'Customers', columns: columnsFor(scene), rows: present, empty });
    const body = html`<h1>Customers</h1>${list}${pager}`;
    return dashboardAnswer(scene, { section, title: 'Customers', query, body });
  },
};

function columnsFor(scene: Scene): Column<StoredCustomer>[] {
  return [
    {
      title: 'Customer',
      cell: ({ id, email, name }) =>
        html`<a href="/payments?customer=${id}"><span class="clipped">${email ?? name ?? id}</span></a>`,
    },
    { title: 'Name', extra: true, cell: ({ name }) => name ?? '' },
    { title: 'Paid', cell: ({ id }) => html`<span class="amount">${paidText(scene, id)}</span>` },
    { title: 'Id', extra: true, cell: ({ id }) => html`<code>${id}</code>` },
    { title: 'Since', extra: true, cell: ({ created }) => moment(created) },
  ];
}

/** What was paid and not refunded, currency by currency. */
function paidText(scene: Scene, customer: string): string {
  const paid = charges.select(scene.store, {
    conditions: [...equals('customer', customer), ...equals('paid', true)],
    order: 'newest first',
    limit: MAXIMUM_COUNTED,
  });
  const byCurrency = Object.entries(Object.groupBy(paid, (charge) => charge.currency));
  const sums = byCurrency.map(([currency, some = []]) => moneyText(total(some.map(kept)), currency));
  return `${paid.length === MAXIMUM_COUNTED ? 'at least ' : ''}${sums.join(' and ') || 'Nothing'}`;
}

function kept({ amount, amount_refunded }: Stripe.Charge): number {
  return amount - amount_refunded;
}
