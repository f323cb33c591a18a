import { dayText } from '../../invoices/price-text.ts';
import { moneyText } from '../../money-text.ts';
import { invoices, type StoredInvoice } from '../../objects/invoice.ts';
import { equals, isOneOf } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { inWords } from '../dashboard/state-badge.ts';
import { html, type Markup } from '../html.ts';

const MAXIMUM_SHOWN = 24;

export function invoicesSection(scene: Scene, customer: string): Markup {
  const shown = invoices.select(scene.store, {
    conditions: [
      ...equals('customer', customer),
      ...isOneOf('status', ['open', 'paid', 'uncollectible', 'void']),
    ],
    order: 'newest first',
    limit: MAXIMUM_SHOWN,
  });
  if (shown.length === 0) return html`<section><h2>Invoices</h2><p>There are no invoices yet.</p></section>`;
  return html`<section><h2>Invoices</h2><ul class="lines">${shown.map(invoiceItem)}</ul></section>`;
}

function invoiceItem({ id, amount_due, created, currency, number, status }: StoredInvoice): Markup {
  return html`<li><div><a href="/i/${id}">${dayText(created)}, ${number}</a><span class="small quiet">${inWords(status)}</span></div>
<span class="amount">${moneyText(amount_due, currency)}</span></li>`;
}
