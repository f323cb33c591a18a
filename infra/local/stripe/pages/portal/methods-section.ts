import { customers } from '../../objects/customer.ts';
import { paymentMethods, type StoredPaymentMethod } from '../../objects/payment-method.ts';
import type { Portal } from '../../portal/act.ts';
import { equals } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import { cardFields } from '../invoice-page.ts';

const MAXIMUM_SHOWN = 20;

export function methodsSection(scene: Scene, { session, features }: Portal): Markup {
  const customer = customers.find(scene.store, session.customer);
  const usual =
    customer && !('deleted' in customer) ? customer.invoice_settings.default_payment_method : null;
  const cards = paymentMethods.select(scene.store, {
    conditions: equals('customer', session.customer),
    order: 'newest first',
    limit: MAXIMUM_SHOWN,
  });
  const { enabled } = features.payment_method_update;
  return html`<section><h2>Payment methods</h2>
${cards.length === 0 ? html`<p>No card is saved.</p>` : html`<ul class="lines">${cards.map((card) => cardItem(card, { isUsual: card.id === usual, enabled }))}</ul>`}
${enabled ? html`<form method="post">${cardFields()}<button name="action" value="card">Save this card and pay by it</button></form>` : ''}</section>`;
}

function cardItem(
  { id, card, us_bank_account: bank }: StoredPaymentMethod,
  { isUsual, enabled }: { isUsual: boolean; enabled: boolean },
): Markup {
  const name = card ? `${card.brand} •••• ${card.last4}` : `bank •••• ${bank?.last4 ?? ''}`;
  const forms = html`<form method="post" class="row"><input type="hidden" name="method" value="${id}">
<button class="plain slim" name="action" value="default">Use<span class="visually-hidden"> ${name}</span></button>
<button class="plain slim" name="action" value="remove">Remove<span class="visually-hidden"> ${name}</span></button></form>`;
  return html`<li><div>${name}</div>${isUsual ? html`<span class="badge">Default</span>` : enabled ? forms : ''}</li>`;
}
