import { paymentIntents } from '../../objects/payment-intent.ts';
import { equals } from '../../store/conditions.ts';
import { html } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { dashboardAnswer } from './frame.ts';
import { listing } from './listing.ts';
import { paymentOf } from './payment.ts';
import { paymentTable } from './payment-table.ts';

export const paymentsRoute: PageRoute = {
  method: 'GET',
  path: '/payments',
  answer(scene, { query }) {
    const customer = query.get('customer') ?? undefined;
    const { rows, pager } = listing(scene, {
      collection: paymentIntents,
      conditions: equals('customer', customer),
      address: '/payments',
      query,
    });
    const payments = rows.map((intent) => paymentOf(scene, intent));
    const body = html`<h1>Payments</h1>
${customer === undefined ? '' : html`<p class="filter">Of customer <code>${customer}</code>. <a href="/payments">Show all</a></p>`}
${paymentTable(payments)}${pager}`;
    return dashboardAnswer(scene, { section: '/payments', title: 'Payments', query, body });
  },
};
