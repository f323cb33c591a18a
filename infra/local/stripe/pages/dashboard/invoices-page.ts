import { invoices } from '../../objects/invoice.ts';
import { html } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { dashboardAnswer } from './frame.ts';
import { invoiceTable } from './invoice-table.ts';
import { listing } from './listing.ts';

const section = '/invoices';

export const invoicesRoute: PageRoute = {
  method: 'GET',
  path: section,
  answer(scene, { query }) {
    const { rows, pager } = listing(scene, { collection: invoices, address: section, query });
    const body = html`<h1>Invoices</h1>${invoiceTable(rows)}${pager}`;
    return dashboardAnswer(scene, { section, title: 'Invoices', query, body });
  },
};
