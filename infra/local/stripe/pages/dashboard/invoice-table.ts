import { moneyText } from '../../money-text.ts';
import type { StoredInvoice } from '../../objects/invoice.ts';
import { html, type Markup } from '../html.ts';
import { moment } from './moment.ts';
import { inWords, stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

export function invoiceTable(rows: StoredInvoice[]): Markup {
  const empty = 'No invoices yet. A subscription makes one for each period.';
  return table({ label: 'Invoices', columns, rows, empty });
}

const columns: Column<StoredInvoice>[] = [
  {
    title: 'Amount',
    cell: ({ amount_due, currency, id, status }) => {
      const amount = html`<span class="amount">${moneyText(amount_due, currency)}</span>`;
      return status === 'draft' ? amount : html`<a href="/i/${id}">${amount}</a>`;
    },
  },
  { title: 'Status', cell: ({ status }) => stateBadge(status) },
  { title: 'Why', cell: ({ billing_reason }) => inWords(billing_reason.replace('subscription_', '')) },
  { title: 'Number', extra: true, cell: ({ number }) => number ?? '' },
  {
    title: 'Next try',
    extra: true,
    cell: ({ next_payment_attempt: at }) => (at === null ? '' : moment(at)),
  },
  { title: 'Time', cell: ({ created }) => moment(created) },
];
