import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { postForm } from '../testing/lab.ts';
import {
  type BillingLab,
  billingEvents,
  DAY,
  invoicesOf,
  openBillingLab,
  setDefaultCard,
} from '../testing/subscriptions.ts';

async function openInvoice(lab: BillingLab): Promise<Stripe.Invoice> {
  const { latest_invoice } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    payment_behavior: 'default_incomplete',
    expand: ['latest_invoice'],
  });
  return latest_invoice as Stripe.Invoice;
}

const page = (invoice: Stripe.Invoice) => ({ url: invoice.hosted_invoice_url ?? null });

test('an open invoice is paid by card on its own page', async () => {
  await using lab = await openBillingLab('none');
  const invoice = await openInvoice(lab);
  const shown = await (await fetch(String(invoice.hosted_invoice_url))).text();
  expect(shown).toContain('1 × Core (at $4.99 / month)');
  expect(await postForm(page(invoice), { card: '4000000000000002' })).toMatchObject({
    status: 402,
    alert: 'Your card was declined.',
  });
  expect((await postForm(page(invoice), { card: '4242424242424242' })).status).toBe(303);
  expect((await lab.stripe.invoices.retrieve(invoice.id)).status).toBe('paid');
  const { data } = await lab.stripe.subscriptions.list({ customer: lab.customer.id });
  expect(data[0]?.status).toBe('active');
  expect((await postForm(page(invoice), { card: '4242424242424242' })).html).toContain('Paid');
  expect((await fetch(String(invoice.invoice_pdf))).status).toBe(200);
});

test('a bank that asks about an invoice leads back to its page', async () => {
  await using lab = await openBillingLab('none');
  const invoice = await openInvoice(lab);
  const asked = await postForm(page(invoice), { card: '4000002760003184' });
  expect(asked.location).toMatch(/^\/authenticate\/pi_/);
  const url = `${lab.simulator.url}${asked.location}`;
  const answered = await postForm({ url }, { authentication: 'complete' });
  expect(answered.location).toContain(`/i/${invoice.id}`);
  expect((await lab.stripe.invoices.retrieve(invoice.id)).status).toBe('paid');
});

test('a declined payment is a 402 that leaves the invoice open', async () => {
  await using lab = await openBillingLab('none');
  const invoice = await openInvoice(lab);
  const paid = lab.stripe.invoices.pay(invoice.id, { payment_method: 'pm_card_chargeCustomerFail' });
  await expect(paid).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect(await lab.stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'open', attempt_count: 1 });
  expect(await billingEvents(lab, 'customer.created')).toContain('invoice.payment_failed');
});

test('paid outside of Stripe it is paid without a payment', async () => {
  await using lab = await openBillingLab('none');
  const invoice = await openInvoice(lab);
  const before = (await billingEvents(lab, 'customer.created')).length;
  const paid = await lab.stripe.invoices.pay(invoice.id, { paid_out_of_band: true });
  expect(paid).toMatchObject({ status: 'paid', amount_paid: 499, amount_paid_off_stripe: 499 });
  const events = (await billingEvents(lab, 'customer.created')).slice(before);
  expect(events).toContain('invoice.paid');
  expect(events).not.toContain('invoice.payment_succeeded');
  await expect(lab.stripe.invoices.pay(invoice.id)).rejects.toMatchObject({ code: 'invoice_already_paid' });
});

test('a void invoice is owed by nobody, an uncollectible one can still be paid', async () => {
  await using lab = await openBillingLab('none');
  const one = await openInvoice(lab);
  expect(await lab.stripe.invoices.voidInvoice(one.id)).toMatchObject({
    status: 'void',
    amount_remaining: 0,
  });
  await expect(lab.stripe.invoices.pay(one.id)).rejects.toMatchObject({ statusCode: 400 });
  const other = await openInvoice(lab);
  expect((await lab.stripe.invoices.markUncollectible(other.id)).status).toBe('uncollectible');
  const paid = await lab.stripe.invoices.pay(other.id, { payment_method: 'pm_card_visa' });
  expect(paid.status).toBe('paid');
});

test('a draft can be finalized before its hour, and is collected then', async () => {
  await using lab = await openBillingLab();
  const { id } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
  });
  lab.passSeconds(31 * DAY);
  const [, draft] = await invoicesOf(lab, { id });
  const open = await lab.stripe.invoices.finalizeInvoice(String(draft?.id));
  expect(open.status).toBe('open');
  const again = lab.stripe.invoices.finalizeInvoice(open.id);
  await expect(again).rejects.toMatchObject({ statusCode: 400 });
  lab.passSeconds(3600);
  expect((await lab.stripe.invoices.retrieve(open.id)).status).toBe('paid');
});

test('credit on the balance pays first, and comes back from a void invoice', async () => {
  await using lab = await openBillingLab('none');
  await lab.stripe.customers.createBalanceTransaction(lab.customer.id, { amount: -200, currency: 'usd' });
  const invoice = await openInvoice(lab);
  expect(invoice).toMatchObject({ total: 499, amount_due: 299, starting_balance: -200, ending_balance: 0 });
  await lab.stripe.invoices.voidInvoice(invoice.id);
  expect(await lab.stripe.customers.retrieve(lab.customer.id)).toMatchObject({ balance: -200 });
});

test('what is too little to charge is owed with the next invoice', async () => {
  await using lab = await openBillingLab();
  await lab.stripe.customers.createBalanceTransaction(lab.customer.id, { amount: -470, currency: 'usd' });
  const { latest_invoice } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    expand: ['latest_invoice'],
  });
  expect(latest_invoice).toMatchObject({ status: 'paid', amount_due: 0, ending_balance: 29 });
});

test('an invoice with more lines than a page shows the first ten, and pages through all', async () => {
  await using lab = await openBillingLab();
  const product = await lab.stripe.products.create({ name: 'Seat' });
  const items = [];
  for (let index = 1; index <= 12; index += 1) {
    const { id } = await lab.stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: index * 100,
      recurring: { interval: 'month' },
    });
    items.push({ price: id });
  }
  const { latest_invoice } = await lab.stripe.subscriptions.create({ customer: lab.customer.id, items });
  const invoice = await lab.stripe.invoices.retrieve(String(latest_invoice));
  expect(invoice.lines).toMatchObject({ has_more: true, total_count: 12 });
  expect(invoice.lines.data).toHaveLength(10);
  expect(invoice.total).toBe(7800);
  const all = await lab.stripe.invoices
    .listLineItems(invoice.id, { limit: 5 })
    .autoPagingToArray({ limit: 50 });
  expect(all.map(({ amount }) => amount)).toEqual([
    100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200,
  ]);
});

test('invoices are listed by status and subscription', async () => {
  await using lab = await openBillingLab();
  const paid = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
  });
  const open = await openInvoice(lab);
  const ids = async (params: object) => (await lab.stripe.invoices.list(params)).data.map(({ id }) => id);
  expect(await ids({ customer: lab.customer.id, status: 'open' })).toEqual([open.id]);
  expect(await ids({ subscription: paid.id })).toEqual([paid.latest_invoice]);
  await setDefaultCard(lab, lab.customer.id, 'pm_card_mastercard');
  expect(await ids({ status: 'void' })).toEqual([]);
});
