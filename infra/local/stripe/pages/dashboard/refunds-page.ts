import { moneyText } from '../../money-text.ts';
import { refunds, type StoredRefund } from '../../objects/refund.ts';
import { html } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { dashboardAnswer } from './frame.ts';
import { listing } from './listing.ts';
import { moment } from './moment.ts';
import { paymentAddress } from './payment.ts';
import { inWords, stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

const section = '/refunds';

export const refundsRoute: PageRoute = {
  method: 'GET',
  path: section,
  answer(scene, { query }) {
    const { rows, pager } = listing(scene, { collection: refunds, address: section, query });
    const empty = html`No refunds yet. Open a <a href="/payments">payment</a> to refund it.`;
    const body = html`<h1>Refunds</h1>${table({ label: 'Refunds', columns, rows, empty })}${pager}`;
    return dashboardAnswer(scene, { section, title: 'Refunds', query, body });
  },
};

const columns: Column<StoredRefund>[] = [
  {
    title: 'Amount',
    cell: ({ amount, currency, payment_intent }) =>
      html`<a class="amount" href="${paymentAddress(String(payment_intent))}">${moneyText(amount, currency)}</a>`,
  },
  { title: 'Status', cell: ({ status }) => stateBadge(status) },
  { title: 'Reason', extra: true, cell: ({ reason }) => (reason === null ? '' : inWords(reason)) },
  {
    title: 'Why it failed',
    extra: true,
    cell: ({ failure_reason }) => (failure_reason ? inWords(failure_reason) : ''),
  },
  { title: 'Refund', extra: true, cell: ({ id }) => html`<code>${id}</code>` },
  { title: 'Time', cell: ({ created }) => moment(created) },
];
