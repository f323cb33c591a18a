import { moneyText } from '../../money-text.ts';
import { disputes, type StoredDispute } from '../../objects/dispute.ts';
import { html } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { dashboardAnswer } from './frame.ts';
import { listing } from './listing.ts';
import { moment } from './moment.ts';
import { paymentAddress } from './payment.ts';
import { inWords, stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

const section = '/disputes';

export const disputesRoute: PageRoute = {
  method: 'GET',
  path: section,
  answer(scene, { query }) {
    const { rows, pager } = listing(scene, { collection: disputes, address: section, query });
    const empty = html`No disputes yet. Open a <a href="/payments">payment</a> to dispute it, or pay with the card 4000 0000 0000 0259.`;
    const body = html`<h1>Disputes</h1>${table({ label: 'Disputes', columns, rows, empty })}${pager}`;
    return dashboardAnswer(scene, { section, title: 'Disputes', query, body });
  },
};

const columns: Column<StoredDispute>[] = [
  {
    title: 'Amount',
    cell: ({ amount, currency, payment_intent }) =>
      html`<a class="amount" href="${paymentAddress(String(payment_intent))}">${moneyText(amount, currency)}</a>`,
  },
  { title: 'Status', cell: ({ status }) => stateBadge(status) },
  { title: 'Reason', extra: true, cell: ({ reason }) => inWords(reason) },
  { title: 'Answer by', extra: true, cell: answerBy },
  { title: 'Dispute', extra: true, cell: ({ id }) => html`<code>${id}</code>` },
  { title: 'Time', cell: ({ created }) => moment(created) },
];

function answerBy({ status, evidence_details: { due_by } }: StoredDispute) {
  return status.endsWith('needs_response') && due_by !== null ? moment(due_by) : '';
}
