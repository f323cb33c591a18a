import { API_VERSION } from '../../http/version.ts';
import { moneyText } from '../../money-text.ts';
import { type StoredSession, sessions } from '../../objects/checkout-session.ts';
import { paymentIntents } from '../../objects/payment-intent.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { testCardsNote } from '../test-cards-note.ts';
import { dashboardAnswer } from './frame.ts';
import { moment } from './moment.ts';
import { paymentOf } from './payment.ts';
import { briefPaymentTable } from './payment-table.ts';
import { stateBadge } from './state-badge.ts';
import { type Column, table } from './table.ts';

const RECENT = { order: 'newest first', limit: 5, conditions: [] } as const;

export const homeRoute: PageRoute = {
  method: 'GET',
  path: '/',
  answer(scene, { query }) {
    const payments = paymentIntents.select(scene.store, { ...RECENT, conditions: [] });
    const checkouts = sessions.select(scene.store, { ...RECENT, conditions: [] });
    const body = html`<h1>Cue's local Stripe simulator</h1>
<p>It speaks Stripe's API (version <code>${API_VERSION}</code>) at <code>${scene.publicUrl}/v1</code> to the official library and to <code>curl</code>, with any key that begins with <code>sk_test_</code>. No money moves and nothing leaves this machine.${clockText(scene)}</p>
<div class="split"><div class="stack">
<section class="panel"><h2>Latest payments</h2>${briefPaymentTable(payments.map((intent) => paymentOf(scene, intent)))}
${payments.length > 0 ? html`<p><a href="/payments">All payments</a></p>` : ''}</section>
<section class="panel"><h2>Latest checkouts</h2>${checkoutTable(checkouts)}</section>
</div><div class="stack">${testCardsNote()}</div></div>`;
    return dashboardAnswer(scene, { section: '/', title: 'Home', query, body });
  },
};

/** A clock that was moved explains every date on these pages. */
function clockText({ ownClock }: Scene): Markup {
  if (ownClock.aheadSeconds() === 0) return html``;
  return html` Its clock was moved ahead: it is ${moment(ownClock.nowSeconds())}.`;
}

function checkoutTable(rows: StoredSession[]): Markup {
  const empty = 'No checkouts yet. The shop opens one when somebody buys.';
  return table({ label: 'Checkouts', columns, rows, empty });
}

const columns: Column<StoredSession>[] = [
  {
    title: 'Amount',
    cell: ({ amount_total, currency }) =>
      html`<span class="amount">${moneyText(amount_total, currency)}</span>`,
  },
  { title: 'Status', cell: ({ status }) => stateBadge(status ?? '') },
  { title: 'Begun', cell: ({ created }) => moment(created) },
  { title: 'Page', cell: ({ url }) => (url === null ? '' : html`<a href="${url}">Pay</a>`) },
];
