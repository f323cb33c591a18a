import { moneyText } from '../../money-text.ts';
import { balanceTransactions } from '../../objects/balance-transaction.ts';
import { type StoredSession, sessions } from '../../objects/checkout-session.ts';
import type { StoredDispute } from '../../objects/dispute.ts';
import type { StoredRefund } from '../../objects/refund.ts';
import { equals } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { disputeForms, refundForms } from './decision-forms.ts';
import { eventsAbout, eventTable } from './event-table.ts';
import { dashboardAnswer, missingAnswer } from './frame.ts';
import { moment } from './moment.ts';
import { findPayment, methodText, type Payment, stateOf } from './payment.ts';
import { paymentForms } from './payment-forms.ts';
import { inWords, stateBadge } from './state-badge.ts';
import { facts } from './table.ts';

const section = '/payments';

export const paymentRoute: PageRoute = {
  method: 'GET',
  path: '/payments/:id',
  answer(scene, { path, query }) {
    const payment = findPayment(scene, path.id ?? '');
    if (!payment) return missingAnswer(scene, { section, query, what: 'payment' });
    const { amount, currency } = payment.intent;
    const title = `Payment of ${moneyText(amount, currency)}`;
    return dashboardAnswer(scene, { section, title, query, body: paymentBody(scene, payment, title) });
  },
};

function paymentBody(scene: Scene, payment: Payment, title: string): Markup {
  const { intent, charge, refunds, disputes } = payment;
  const session = sessions.first(scene.store, equals('payment_intent', intent.id));
  const related = [intent, charge, session, ...refunds, ...disputes];
  const ids = related.flatMap((one) => (one ? [one.id] : []));
  return html`<p class="crumb"><a href="/payments">Payments</a></p>
<div class="heading"><h1>${title}</h1>${stateBadge(stateOf(payment))}</div>
<div class="split"><div class="stack">
<section class="panel"><h2>Details</h2>${paymentFacts(scene, payment, session)}</section>
<section class="panel"><h2>Refunds</h2>${refunds.length === 0 ? html`<p class="empty">None.</p>` : html`<ul class="items">${refunds.map(refundItem)}</ul>`}</section>
<section class="panel"><h2>Disputes</h2>${disputes.length === 0 ? html`<p class="empty">None.</p>` : html`<ul class="items">${disputes.map(disputeItem)}</ul>`}</section>
</div><aside class="stack" aria-label="What you can do">${paymentForms(scene, payment)}</aside></div>
<section class="panel"><h2>What happened</h2>${eventTable(scene, eventsAbout(scene, ids))}</section>`;
}

function paymentFacts(scene: Scene, { intent, charge }: Payment, session: StoredSession | undefined): Markup {
  const movement =
    typeof charge?.balance_transaction === 'string'
      ? balanceTransactions.find(scene.store, charge.balance_transaction)
      : undefined;
  const order = Object.entries(intent.metadata).map(([name, value]) => html`<code>${name}: ${value}</code> `);
  return facts([
    ['Paid by', methodText(charge) || null],
    ['Buyer', charge?.billing_details.email ?? null],
    ['Begun', moment(intent.created)],
    [
      'Refunded',
      charge && charge.amount_refunded > 0 ? moneyText(charge.amount_refunded, charge.currency) : null,
    ],
    ["Stripe's fee", movement ? moneyText(movement.fee, movement.currency) : null],
    ['Why it failed', intent.last_payment_error?.message ?? null],
    [
      'Customer',
      intent.customer === null
        ? null
        : html`<a href="/payments?customer=${intent.customer}"><code>${intent.customer}</code></a>`,
    ],
    ['Payment intent', html`<code>${intent.id}</code>`],
    ['Charge', charge ? html`<code>${charge.id}</code>` : null],
    ['Checkout', session ? html`<code>${session.id}</code>` : null],
    ['Metadata', order.length > 0 ? html`${order}` : null],
    ['Receipt', charge?.receipt_url ? html`<a href="/receipts/${charge.id}">What the buyer got</a>` : null],
  ]);
}

function refundItem(refund: StoredRefund): Markup {
  const why = refund.failure_reason ? inWords(refund.failure_reason) : null;
  return html`<li><div class="what"><strong class="amount">${moneyText(refund.amount, refund.currency)}</strong> ${stateBadge(refund.status)}
<span class="small quiet">${moment(refund.created)}</span></div>
<p class="small quiet"><code>${refund.id}</code>${why === null ? '' : html` ${why}.`}</p>${refundForms(refund)}</li>`;
}

function disputeItem(dispute: StoredDispute): Markup {
  return html`<li><div class="what"><strong class="amount">${moneyText(dispute.amount, dispute.currency)}</strong> ${stateBadge(dispute.status)}
<span class="small quiet">${moment(dispute.created)}</span></div>
<p class="small quiet">${inWords(dispute.reason)}. <code>${dispute.id}</code></p>${disputeForms(dispute)}</li>`;
}
