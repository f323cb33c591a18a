import { readCard } from '../checkout/cards.ts';
import type { Answer } from '../http/answer.ts';
import { moneyText } from '../money-text.ts';
import { MERCHANT_NAME } from '../objects/account.ts';
import { invoices, type StoredInvoice } from '../objects/invoice.ts';
import { type DiscountAmount, linesOf, type StoredLine } from '../objects/invoice-line.ts';
import { openPaymentOf } from '../objects/invoice-payment.ts';
import {
  type Instrument,
  newPaymentMethod,
  paymentMethods,
  type StoredPaymentMethod,
} from '../objects/payment-method.ts';
import type { FormTree } from '../parameters/form.ts';
import { attachMethod } from '../payments/attach.ts';
import { questionOf } from '../payments/question.ts';
import { collectInvoice } from '../subscriptions/collect.ts';
import type { Scene } from '../world.ts';
import { html, type Markup } from './html.ts';
import { type PageRoute, pageAnswer, redirectAnswer } from './page.ts';
import { testCardsNote } from './test-cards-note.ts';

const PATH = '/i/:id';

const show: PageRoute = {
  method: 'GET',
  path: PATH,
  answer: (scene, { path }) => withInvoice(scene, path.id, (invoice) => invoiceAnswer(scene, invoice)),
};

const pay: PageRoute = {
  method: 'POST',
  path: PATH,
  answer: (scene, { path, form }) =>
    withInvoice(scene, path.id, (invoice) =>
      isPayable(invoice) ? payBy(scene, invoice, form) : invoiceAnswer(scene, invoice),
    ),
};

/** The printable version: a browser's print dialogue makes the PDF of it. */
const printable: PageRoute = {
  method: 'GET',
  path: `${PATH}/pdf`,
  answer: (scene, { path }) =>
    withInvoice(scene, path.id, (invoice) => sheet(200, invoice, invoiceBody(scene, invoice))),
};

export const invoiceRoutes: PageRoute[] = [printable, show, pay];

function withInvoice(
  scene: Scene,
  id: string | undefined,
  answer: (invoice: StoredInvoice) => Answer,
): Answer {
  const invoice = invoices.find(scene.store, id ?? '');
  return invoice && invoice.status !== 'draft' ? answer(invoice) : missingInvoice();
}

function isPayable({ status }: StoredInvoice): boolean {
  return status === 'open' || status === 'uncollectible';
}

/** A card typed here becomes the customer's, and pays this invoice; the subscription keeps its own. */
function payBy(scene: Scene, invoice: StoredInvoice, form: FormTree): Answer {
  const typed = (name: string) => (typeof form[name] === 'string' ? form[name] : undefined);
  const card = {
    number: typed('card') ?? '',
    expiry: typed('expiry') || undefined,
    cvc: typed('cvc') || undefined,
  };
  const reading = readCard(card, scene.nowSeconds());
  if ('problem' in reading) return invoiceAnswer(scene, invoice, reading.problem);
  const { card: testCard, instrument } = reading;
  if (testCard.behaviour.outcome === 'declined' && !testCard.behaviour.canBeSaved)
    return invoiceAnswer(scene, invoice, testCard.behaviour.decline.message);
  const method = savedMethod(scene, invoice, instrument);
  const result = collectInvoice(scene, invoice, { method });
  if (result.outcome === 'paid') return redirectAnswer(`/i/${invoice.id}`);
  if (result.outcome === 'failed') return invoiceAnswer(scene, result.invoice, result.failure.message);
  const { url } = questionOf(scene, result.intent, undefined);
  return redirectAnswer(new URL(url).pathname);
}

function savedMethod(
  scene: Scene,
  { customer, customer_email: email, customer_name: name }: StoredInvoice,
  instrument: Instrument,
): StoredPaymentMethod {
  const billing = { address: null, email, name, phone: null, tax_id: null };
  const method = newPaymentMethod(scene, { instrument, customer: null, billing });
  return attachMethod(scene, paymentMethods.insert(scene.store, method), customer);
}

function invoiceAnswer(scene: Scene, invoice: StoredInvoice, problem?: string): Answer {
  const body = html`${problem === undefined ? '' : html`<p class="alert" role="alert" tabindex="-1" autofocus>${problem}</p>`}
${invoiceBody(scene, invoice)}
${isPayable(invoice) ? payForm(scene, invoice) : ''}
<p class="small"><a href="/i/${invoice.id}/pdf">Printable version</a></p>`;
  return sheet(problem === undefined ? 200 : 402, invoice, body);
}

function sheet(status: number, { number }: StoredInvoice, body: Markup): Answer {
  return pageAnswer(status, {
    title: `Invoice ${number ?? ''}`,
    body: html`<main class="sheet">${body}</main>`,
  });
}

const STATES: Record<StoredInvoice['status'], string> = {
  draft: 'Not final',
  open: 'To be paid',
  paid: 'Paid',
  uncollectible: 'Given up, and still owed',
  void: 'Void: nothing is owed',
};

function invoiceBody(scene: Scene, invoice: StoredInvoice): Markup {
  const { currency } = invoice;
  const money = (amount: number) => moneyText(amount, currency);
  const off = invoice.total_discount_amounts.reduce((sum, { amount }: DiscountAmount) => sum + amount, 0);
  const credit = invoice.total - invoice.amount_due;
  return html`<p class="quiet">Invoice ${invoice.number} from ${MERCHANT_NAME} to ${invoice.customer_email ?? invoice.customer_name ?? invoice.customer}</p>
<h1>${money(invoice.amount_due)}</h1><p><span class="badge">${STATES[invoice.status]}</span></p>
<ul class="lines">${linesOf(scene, invoice.id).map(lineItem)}</ul>
<dl class="totals"><div><dt>Subtotal</dt><dd class="amount">${money(invoice.subtotal)}</dd></div>
${off === 0 ? '' : html`<div class="off"><dt>Discount</dt><dd class="amount">−${money(off)}</dd></div>`}
${credit === 0 ? '' : html`<div><dt>Customer balance</dt><dd class="amount">${money(-credit)}</dd></div>`}
<div class="total"><dt>Amount due</dt><dd class="amount">${money(invoice.amount_due)}</dd></div></dl>`;
}

function lineItem({ amount, currency, description }: StoredLine): Markup {
  return html`<li><div>${description}</div><span class="amount">${moneyText(amount, currency)}</span></li>`;
}

function payForm(scene: Scene, invoice: StoredInvoice): Markup {
  const due = moneyText(
    openPaymentOf(scene, invoice.id)?.amount_requested ?? invoice.amount_due,
    invoice.currency,
  );
  return html`<form method="post">${cardFields()}
<button class="pay">Pay ${due}</button></form>${testCardsNote()}`;
}

export function cardFields(): Markup {
  return html`<fieldset><legend>Card</legend>
<div class="field"><label for="card">Card number</label>
<input id="card" name="card" inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242"></div>
<div class="pair">
<div class="field"><label for="expiry">Expiry (MM/YY)</label><input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" value="12 / 34"></div>
<div class="field"><label for="cvc">CVC</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" value="123"></div>
</div></fieldset>`;
}

function missingInvoice(): Answer {
  const body = html`<main class="sheet"><h1>There is no such invoice</h1>
<p>The link may be cut off, or the simulator was started fresh since it was made.</p>
<p><a href="/">What the simulator knows</a></p></main>`;
  return pageAnswer(404, { title: 'No such invoice', body });
}
