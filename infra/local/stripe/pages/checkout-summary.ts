import { rateText } from '../invoices/price-text.ts';
import { moneyText } from '../money-text.ts';
import { MERCHANT_NAME } from '../objects/account.ts';
import type { StoredSession } from '../objects/checkout-session.ts';
import type { StoredLineItem } from '../objects/line-item.ts';
import { html, type Markup } from './html.ts';

export interface SummaryView {
  session: StoredSession;
  items: StoredLineItem[];
  /** How the discount is called on the page; null without one. */
  discountName: string | null;
  /** What the buyer typed and why it did not count. */
  promotion: { typed: string; problem: string } | null;
}

/** The left half: who is paid, for what, how much. */
export function checkoutSummary(view: SummaryView): Markup {
  const { session, items } = view;
  return html`<section class="summary" aria-label="Order summary"><div class="column">
<div class="merchant">${backLink(session)} <span class="badge">Test mode</span></div>
<div class="due"><h1>Pay ${MERCHANT_NAME}</h1><p class="amount">${moneyText(session.amount_total, session.currency)}</p></div>
<ul class="lines">${items.map(lineOf)}</ul>
${totalsOf(view)}
${session.allow_promotion_codes ? promotionForm(view) : ''}
</div></section>`;
}

function backLink({ cancel_url, id }: StoredSession): Markup {
  const name = html`<span class="mark" aria-hidden="true">${MERCHANT_NAME.charAt(0)}</span>`;
  if (cancel_url === null) return html`${name}<span>${MERCHANT_NAME}</span>`;
  return html`<a href="${filledIn(cancel_url, id)}"><span aria-hidden="true">←</span>${name}<span><span class="visually-hidden">Back to </span>${MERCHANT_NAME}</span></a>`;
}

/** Stripe fills the session's id into the addresses it sends buyers to. */
export function filledIn(url: string, sessionId: string): string {
  return url.replaceAll('{CHECKOUT_SESSION_ID}', sessionId);
}

function lineOf(item: StoredLineItem): Markup {
  const each = `${moneyText(item.price.unit_amount, item.currency)} each`;
  const quantity =
    item.quantity > 1 ? html`<span class="small quiet">Qty ${item.quantity}, ${each}</span>` : '';
  const rate = item.price.recurring
    ? html`<span class="small quiet">${item.amount_subtotal === 0 ? 'Free trial, then ' : ''}${rateText(item.price)}</span>`
    : '';
  return html`<li><div>${item.description}${quantity}${rate}</div><span class="amount">${moneyText(item.amount_subtotal, item.currency)}</span></li>`;
}

function totalsOf({ session, discountName }: SummaryView): Markup {
  const { amount_subtotal, amount_total, currency, total_details } = session;
  const discount =
    discountName === null
      ? ''
      : html`<div class="off"><dt>Discount (${discountName})</dt><dd class="amount">−${moneyText(total_details.amount_discount, currency)}</dd></div>`;
  return html`<dl class="totals">
<div><dt>Subtotal</dt><dd class="amount">${moneyText(amount_subtotal, currency)}</dd></div>
${discount}
<div class="total"><dt>Total due</dt><dd class="amount">${moneyText(amount_total, currency)}</dd></div>
</dl>`;
}

function promotionForm({ discountName, promotion }: SummaryView): Markup {
  if (discountName !== null) {
    return html`<form method="post" class="promotion"><p class="applied">Code <strong>${discountName}</strong> applied</p>
<button class="plain" name="action" value="remove">Remove<span class="visually-hidden"> code ${discountName}</span></button></form>`;
  }
  const problem = promotion
    ? html`<p class="small alert" id="promotion-problem" role="alert">${promotion.problem}</p>`
    : '';
  return html`${problem}<form method="post" class="promotion">
<div class="field"><label for="promotion_code">Promotion code</label>
<input id="promotion_code" name="promotion_code" value="${promotion?.typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" ${promotion ? html`aria-invalid="true" aria-describedby="promotion-problem"` : ''}></div>
<button class="plain" name="action" value="apply">Apply</button></form>`;
}
