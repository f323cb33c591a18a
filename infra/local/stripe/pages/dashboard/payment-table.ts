import { moneyText } from '../../money-text.ts';
import { html, type Markup } from '../html.ts';
import { moment } from './moment.ts';
import { methodText, type Payment, paymentAddress, stateOf } from './payment.ts';
import { inWords, stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

export function paymentTable(rows: Payment[]): Markup {
  return tableWith([amount, status, refunded, disputed, method, buyer, begun], rows);
}

/** For where half the width is someone else's. */
export function briefPaymentTable(rows: Payment[]): Markup {
  return tableWith([amount, status, buyer, begun], rows);
}

function tableWith(columns: Column<Payment>[], rows: Payment[]): Markup {
  const empty = 'No payments yet. One appears as soon as somebody pays on a checkout page.';
  return table({ label: 'Payments', columns, rows, empty });
}

const amount: Column<Payment> = {
  title: 'Amount',
  cell: ({ intent }) =>
    html`<a class="amount" href="${paymentAddress(intent.id)}">${moneyText(intent.amount, intent.currency)}</a>`,
};

const status: Column<Payment> = { title: 'Status', cell: (payment) => stateBadge(stateOf(payment)) };

const refunded: Column<Payment> = {
  title: 'Refunded',
  extra: true,
  cell({ charge }) {
    if (!charge || charge.amount_refunded === 0) return '';
    return html`<span class="amount">${moneyText(charge.amount_refunded, charge.currency)}</span>`;
  },
};

const disputed: Column<Payment> = {
  title: 'Disputed',
  extra: true,
  cell: ({ disputes }) => inWords(disputes.at(-1)?.status ?? ''),
};

const method: Column<Payment> = { title: 'Method', extra: true, cell: ({ charge }) => methodText(charge) };

const buyer: Column<Payment> = {
  title: 'Buyer',
  extra: true,
  cell({ charge }) {
    const email = charge?.billing_details.email;
    return email ? html`<span class="clipped" title="${email}">${email}</span>` : '';
  },
};

const begun: Column<Payment> = { title: 'Begun', cell: ({ intent }) => moment(intent.created) };
