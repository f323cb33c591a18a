import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import {
  billingEvents,
  DAY,
  HALF_MONTH,
  HOUR,
  invoicesOf,
  iso,
  linesOf,
  openBillingLab,
  period,
  subscribe,
} from '../testing/subscriptions.ts';

test('an upgrade that is invoiced at once credits and charges to the second', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  lab.passSeconds(HALF_MONTH);
  const before = (await billingEvents(lab)).length;
  const after = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.studio }],
    proration_behavior: 'always_invoice',
    expand: ['latest_invoice'],
  });
  expect(after.status).toBe('active');
  expect(after.items.data[0]).toMatchObject({ id: item, price: { id: lab.prices.studio } });
  expect(period(after)).toEqual(['2027-01-01T10:00:00', '2027-02-01T10:00:00']);
  const invoice = after.latest_invoice as Stripe.Invoice;
  expect(linesOf(invoice)).toEqual([
    [-250, 'Unused time on Core after 16 Jan 2027'],
    [1500, 'Remaining time on Studio after 16 Jan 2027'],
  ]);
  expect(invoice).toMatchObject({ billing_reason: 'subscription_update', status: 'paid', total: 1250 });
  expect([iso(invoice.period_start), iso(invoice.period_end)]).toEqual([
    '2027-01-01T10:00:00',
    '2027-01-16T22:00:00',
  ]);
  const [first] = await invoicesOf(lab, { id });
  expect(invoice.lines.data[0]?.parent?.subscription_item_details).toMatchObject({
    proration: true,
    proration_details: {
      credited_items: { invoice: first?.id, invoice_line_items: [first?.lines.data[0]?.id] },
    },
  });
  expect((await billingEvents(lab)).slice(before)).toEqual([
    'invoiceitem.created',
    'invoiceitem.created',
    'customer.subscription.updated',
    'invoice.created',
    'invoice.finalized',
    'payment_intent.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
  ]);
  const { data } = await lab.stripe.events.list({ type: 'customer.subscription.updated', limit: 1 });
  expect(data[0]?.data.previous_attributes).toHaveProperty('items');
});

test('of two upgrades in one period each charge is given back once', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  for (const price of [lab.prices.pro, lab.prices.studio]) {
    lab.passSeconds(HALF_MONTH / 2);
    await lab.stripe.subscriptions.update(id, {
      items: [{ id: item, price }],
      proration_behavior: 'always_invoice',
    });
  }
  const invoices = await invoicesOf(lab, { id });
  expect(invoices.map((invoice) => invoice.lines.data.map(({ amount }) => amount))).toEqual([
    [499],
    [-374, 1124],
    [-749, 1500],
  ]);
});

test('a downgrade now leaves credit, which pays the next renewal', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab, lab.prices.studio);
  lab.passSeconds(HALF_MONTH);
  await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.core }],
    proration_behavior: 'always_invoice',
  });
  const [, change] = await invoicesOf(lab, { id });
  expect(change).toMatchObject({
    total: -1250,
    amount_due: 0,
    amount_paid: 0,
    status: 'paid',
    starting_balance: 0,
    ending_balance: -1250,
  });
  expect(await lab.stripe.customers.retrieve(lab.customer.id)).toMatchObject({ balance: -1250 });
  lab.passSeconds(HALF_MONTH + HOUR);
  const [, , renewal] = await invoicesOf(lab, { id });
  expect(renewal).toMatchObject({ total: 499, amount_due: 0, status: 'paid', ending_balance: -751 });
  const { data } = await lab.stripe.customers.listBalanceTransactions(lab.customer.id);
  expect(data.map(({ amount, ending_balance }) => [amount, ending_balance])).toEqual([
    [499, -751],
    [-1250, -1250],
  ]);
});

test('without prorations only the next renewal knows', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  lab.passSeconds(HALF_MONTH);
  await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.pro }],
    proration_behavior: 'none',
  });
  lab.passSeconds(HALF_MONTH);
  expect((await invoicesOf(lab, { id })).map(({ total }) => total)).toEqual([499, 1499]);
});

test('from a month to a year the anchor stays, and the year counts from it', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab, lab.prices.pro);
  lab.passSeconds(4);
  const after = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.proYearly }],
    proration_behavior: 'always_invoice',
    expand: ['latest_invoice'],
  });
  expect(period(after)).toEqual(['2027-01-01T10:00:00', '2028-01-01T10:00:00']);
  expect(after.billing_cycle_anchor).toBe(after.created);
  const { lines, total } = after.latest_invoice as Stripe.Invoice;
  expect(total).toBe(13401);
  expect(
    lines.data.map(({ amount, parent }) => [amount, parent?.subscription_item_details?.proration]),
  ).toEqual([
    [-1499, true],
    [14900, true],
  ]);
});

test('with a new anchor a whole period begins now', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab, lab.prices.pro);
  lab.passSeconds(HALF_MONTH);
  const after = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.proYearly }],
    billing_cycle_anchor: { type: 'now' },
    expand: ['latest_invoice'],
  });
  expect(period(after)).toEqual(['2027-01-16T22:00:00', '2028-01-16T22:00:00']);
  const { lines } = after.latest_invoice as Stripe.Invoice;
  expect(
    lines.data.map(({ amount, parent }) => [amount, parent?.subscription_item_details?.proration]),
  ).toEqual([
    [-750, true],
    [14900, false],
  ]);
});

test('a discount is within the prorations', async () => {
  await using lab = await openBillingLab();
  const coupon = await lab.stripe.coupons.create({ percent_off: 50, duration: 'forever' });
  const { id, item } = await subscribe(lab, lab.prices.pro, { discounts: [{ coupon: coupon.id }] });
  lab.passSeconds(HALF_MONTH);
  await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.studio }],
    proration_behavior: 'always_invoice',
  });
  const [, change] = await invoicesOf(lab, { id });
  expect(change?.lines.data.map(({ amount }) => amount)).toEqual([-375, 750]);
});

test('a paused collection voids what it would have collected, and goes on by itself', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab);
  const resumes_at = Date.parse('2027-02-10T00:00:00Z') / 1000;
  await lab.stripe.subscriptions.update(id, { pause_collection: { behavior: 'void', resumes_at } });
  lab.passSeconds(31 * DAY + HOUR);
  const paused = await lab.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(paused).toMatchObject({ status: 'active', latest_invoice: { status: 'void', amount_paid: 0 } });
  lab.passSeconds(10 * DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).pause_collection).toBeNull();
});

test.each([
  [{ items: [{ price: 'price_none' }] }, 'items[0][price]'],
  [{ items: [{ id: 'si_none', quantity: 2 }] }, 'items[0][id]'],
  [{ proration_date: 1 }, 'proration_date'],
  [{ cancel_at: 1 }, 'cancel_at'],
])('%j is refused', async (params, param) => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  const items = 'proration_date' in params ? { items: [{ id: item, price: lab.prices.pro }] } : {};
  const update = lab.stripe.subscriptions.update(id, { ...items, ...params });
  await expect(update).rejects.toMatchObject({ statusCode: 400, param });
});

test('a price that is not sold any more is refused', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  await lab.stripe.prices.update(lab.prices.pro, { active: false });
  const update = lab.stripe.subscriptions.update(id, { items: [{ id: item, price: lab.prices.pro }] });
  await expect(update).rejects.toMatchObject({ statusCode: 400, param: 'items[0][price]' });
});
