import { expect, test } from '@jest/globals';
import {
  type BillingLab,
  billingEvents,
  DAY,
  HOUR,
  invoicesOf,
  iso,
  linesOf,
  openBillingLab,
  period,
} from '../testing/subscriptions.ts';

async function subscribe({ stripe, customer, prices }: BillingLab, more: object = {}) {
  return stripe.subscriptions.create({ customer: customer.id, items: [{ price: prices.core }], ...more });
}

test('a renewal moves the period at once, and is paid an hour later', async () => {
  await using lab = await openBillingLab();
  const { id, latest_invoice: first } = await subscribe(lab);
  lab.passSeconds(31 * DAY);
  const renewed = await lab.stripe.subscriptions.retrieve(id);
  expect(renewed.status).toBe('active');
  expect(period(renewed)).toEqual(['2027-02-01T10:00:00', '2027-03-01T10:00:00']);
  const draft = await lab.stripe.invoices.retrieve(String(renewed.latest_invoice));
  expect(draft).toMatchObject({
    status: 'draft',
    billing_reason: 'subscription_cycle',
    amount_due: 499,
    number: null,
    automatically_finalizes_at: draft.created + HOUR,
  });
  expect([iso(draft.period_start), iso(draft.period_end)]).toEqual([
    '2027-01-01T10:00:00',
    '2027-02-01T10:00:00',
  ]);
  expect(draft.lines.data[0]?.period).toEqual({ start: draft.period_end, end: draft.period_end + 28 * DAY });
  lab.passSeconds(HOUR - 1);
  expect((await lab.stripe.invoices.retrieve(draft.id)).status).toBe('draft');
  lab.passSeconds(1);
  const paid = await lab.stripe.invoices.retrieve(draft.id);
  expect(paid).toMatchObject({ status: 'paid', amount_paid: 499, attempt_count: 1 });
  expect(iso(paid.status_transitions.paid_at)).toBe('2027-02-01T11:00:00');
  expect(draft.id).not.toBe(first);
});

test('a renewal tells of itself a week ahead, without an id, and then in Stripe’s order', async () => {
  await using lab = await openBillingLab();
  await subscribe(lab);
  const before = (await billingEvents(lab)).length;
  lab.passSeconds(31 * DAY + HOUR);
  expect((await billingEvents(lab)).slice(before)).toEqual([
    'invoice.upcoming',
    'invoice.created',
    'customer.subscription.updated',
    'invoice.finalized',
    'payment_intent.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
  ]);
  const { data } = await lab.stripe.events.list({ type: 'invoice.upcoming' });
  expect(iso(data[0]?.created)).toBe('2027-01-25T10:00:00');
  expect(data[0]?.data.object).not.toHaveProperty('id');
  expect(data[0]?.data.object).toMatchObject({ object: 'invoice', amount_due: 499, status: 'draft' });
});

test('a year of renewals, each at its own time, on the last day of short months', async () => {
  await using lab = await openBillingLab();
  lab.passSeconds(30 * DAY);
  const { id } = await subscribe(lab);
  lab.passSeconds(365 * DAY + HOUR);
  const invoices = await invoicesOf(lab, { id });
  expect(invoices.map((invoice) => iso(invoice.created).slice(0, 10))).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
    '2027-04-30',
    '2027-05-31',
    '2027-06-30',
    '2027-07-31',
    '2027-08-31',
    '2027-09-30',
    '2027-10-31',
    '2027-11-30',
    '2027-12-31',
    '2028-01-31',
  ]); // prettier-ignore
  expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(['paid']));
  expect(invoices.map(({ number }) => String(number).slice(-4))).toEqual(
    invoices.map((_, index) => String(index + 1).padStart(4, '0')),
  );
  const { data } = await lab.stripe.events.list({ limit: 100 });
  const times = data.map(({ created }) => created).reverse();
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

test('a yearly price renews after a year', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab, { items: [{ price: lab.prices.proYearly }] });
  lab.passSeconds(364 * DAY);
  expect(await invoicesOf(lab, { id })).toHaveLength(1);
  lab.passSeconds(DAY);
  expect((await invoicesOf(lab, { id })).map(({ total }) => total)).toEqual([14900, 14900]);
});

test.each([
  ['once', {}, [1349, 1499, 1499, 1499]],
  ['repeating', { duration_in_months: 2 }, [1349, 1349, 1499, 1499]],
  ['forever', {}, [1349, 1349, 1349, 1349]],
] as const)('a coupon that lasts %s counts as long as that', async (duration, more, totals) => {
  await using lab = await openBillingLab();
  const coupon = await lab.stripe.coupons.create({ percent_off: 10, duration, ...more });
  const { id } = await subscribe(lab, {
    items: [{ price: lab.prices.pro }],
    discounts: [{ coupon: coupon.id }],
  });
  lab.passSeconds(100 * DAY);
  expect((await invoicesOf(lab, { id })).map(({ total }) => total)).toEqual(totals);
});

test('the end of a trial is told three days ahead, that of a short one at once', async () => {
  await using lab = await openBillingLab();
  await subscribe(lab, { trial_period_days: 7 });
  lab.passSeconds(4 * DAY - 1);
  const told = async () =>
    (await lab.stripe.events.list({ type: 'customer.subscription.trial_will_end' })).data.length;
  expect(await told()).toBe(0);
  lab.passSeconds(1);
  expect(await told()).toBe(1);
  await subscribe(lab, { trial_period_days: 2 });
  expect(await told()).toBe(2);
});

test('the end of a trial that was put off is told for its new day only', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab, { trial_period_days: 7 });
  const trial_end = Date.parse('2027-01-15T10:00:00Z') / 1000;
  await lab.stripe.subscriptions.update(id, { trial_end, proration_behavior: 'none' });
  lab.passSeconds(14 * DAY);
  const { data } = await lab.stripe.events.list({ type: 'customer.subscription.trial_will_end' });
  expect(data.map(({ created }) => iso(created))).toEqual(['2027-01-12T10:00:00']);
});

test.each([
  ['cancel', 'canceled', 1, 'customer.subscription.deleted'],
  ['pause', 'paused', 1, 'customer.subscription.paused'],
  ['create_invoice', 'active', 2, 'customer.subscription.updated'],
] as const)(
  'a trial without a card that ends by %s is %s',
  async (missing_payment_method, status, invoices, event) => {
    await using lab = await openBillingLab('none');
    const { id } = await subscribe(lab, {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method } },
    });
    lab.passSeconds(7 * DAY);
    expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe(status);
    expect(await invoicesOf(lab, { id })).toHaveLength(invoices);
    expect((await billingEvents(lab)).at(-1)).toBe(event);
  },
);

test('a bank that asks each time leaves a renewal open until the buyer answers', async () => {
  await using lab = await openBillingLab('pm_card_authenticationRequired');
  const { id } = await subscribe(lab, { trial_period_days: 1 });
  lab.passSeconds(DAY + HOUR);
  const waiting = await lab.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice.payments'] });
  expect(waiting).toMatchObject({
    status: 'past_due',
    latest_invoice: { status: 'open', amount_paid: 0, payments: { data: [{ status: 'open' }] } },
  });
  expect(await billingEvents(lab)).toContain('invoice.payment_action_required');
});

test('what was kept for the next invoice is on it', async () => {
  await using lab = await openBillingLab();
  const { id, items } = await subscribe(lab);
  lab.passSeconds(15 * DAY + DAY / 2);
  await lab.stripe.subscriptions.update(id, {
    items: [{ id: String(items.data[0]?.id), price: lab.prices.pro }],
  });
  lab.passSeconds(15 * DAY + DAY / 2 + HOUR);
  const [, renewal] = await invoicesOf(lab, { id });
  expect(renewal && linesOf(renewal)).toEqual([
    [-250, 'Unused time on Core after 16 Jan 2027'],
    [750, 'Remaining time on Pro after 16 Jan 2027'],
    [1499, '1 × Pro (at $14.99 / month)'],
  ]);
  expect(renewal).toMatchObject({ total: 1999, status: 'paid' });
});
