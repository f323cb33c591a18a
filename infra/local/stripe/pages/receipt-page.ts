import type Stripe from 'stripe';
import { moneyText } from '../money-text.ts';
import { MERCHANT_NAME } from '../objects/account.ts';
import { charges } from '../objects/charge.ts';
import { html } from './html.ts';
import { type PageRoute, pageAnswer } from './page.ts';

/** Where a charge's `receipt_url` leads. */
export const receiptRoute: PageRoute = {
  method: 'GET',
  path: '/receipts/:id',
  answer(scene, { path }) {
    const charge = charges.find(scene.store, path.id ?? '');
    if (!charge?.paid) {
      const body = html`<main class="sheet"><h1>There is no such receipt</h1><p><a href="/">What the simulator knows</a></p></main>`;
      return pageAnswer(404, { title: 'No such receipt', body });
    }
    return pageAnswer(200, { title: `Receipt from ${MERCHANT_NAME}`, body: receiptOf(charge) });
  },
};

function receiptOf(charge: Stripe.Charge) {
  const facts = [
    ['Amount paid', moneyText(charge.amount, charge.currency)],
    ['Date paid', new Date(charge.created * 1000).toISOString().slice(0, 10)],
    ['Payment method', methodOf(charge)],
    ['Receipt number', charge.receipt_number ?? ''],
    ['Charge', charge.id],
  ];
  return html`<main class="sheet"><p><span class="badge">Test mode</span></p><h1>Receipt from ${MERCHANT_NAME}</h1>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt class="quiet">${name}</dt><dd>${value}</dd></div>`)}</dl></main>`;
}

function methodOf({ payment_method_details }: Stripe.Charge): string {
  const { card, us_bank_account } = payment_method_details ?? {};
  return card ? `${card.brand} ending in ${card.last4}` : `bank account ending in ${us_bank_account?.last4}`;
}
