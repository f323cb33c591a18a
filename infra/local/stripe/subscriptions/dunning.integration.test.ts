import { expect, test } from '@jest/globals';
import {
  type BillingLab,
  DAY,
  HOUR,
  invoicesOf,
  iso,
  openBillingLab,
  period,
} from '../testing/subscriptions.ts';

async function subscribe({ stripe, customer, prices }: BillingLab, more: object = {}) {
  return stripe.subscriptions.create({ customer: customer.id, items: [{ price: prices.core }], ...more });
}

async function failedRenewal(lab: BillingLab) {
  const subscription = await subscribe(lab);
  await lab.control('POST', `/_sim/subscriptions/${subscription.id}/fail-payments`, { count: 100 });
  lab.passSeconds(31 * DAY + HOUR);
  const renewed = await lab.stripe.subscriptions.retrieve(subscription.id);
  return { id: subscription.id, renewed, invoice: String(renewed.latest_invoice) };
}

test('a failed renewal is past due, and is tried again after three, five and seven days, then canceled', async () => {
  await using lab = await openBillingLab();
  const { id, renewed, invoice } = await failedRenewal(lab);
  expect(renewed.status).toBe('past_due');
  const failed = await lab.stripe.invoices.retrieve(invoice);
  expect(failed).toMatchObject({ status: 'open', attempt_count: 1, amount_paid: 0 });
  expect(iso(failed.next_payment_attempt)).toBe('2027-02-04T11:00:00');
  lab.passSeconds(7 * DAY);
  const ended = await lab.stripe.subscriptions.retrieve(id);
  expect(ended).toMatchObject({ status: 'canceled', cancellation_details: { reason: 'payment_failed' } });
  expect(iso(ended.ended_at)).toBe('2027-02-08T11:00:00');
  const { data } = await lab.stripe.events.list({ type: 'invoice.payment_failed' });
  const tries = data.map(({ created, data: { object } }) => {
    const { attempt_count, next_payment_attempt } = object as {
      attempt_count: number;
      next_payment_attempt: number;
    };
    return [iso(created).slice(5, 10), attempt_count, next_payment_attempt === null];
  });
  expect(tries.reverse()).toEqual([
    ['02-01', 1, false],
    ['02-04', 2, false],
    ['02-06', 3, false],
    ['02-08', 4, true],
  ]);
  expect((await lab.stripe.invoices.retrieve(invoice)).status).toBe('open');
});

test('a failed renewal that is paid after all makes the subscription active again', async () => {
  await using lab = await openBillingLab();
  const { id, invoice } = await failedRenewal(lab);
  await lab.control('POST', `/_sim/subscriptions/${id}/fail-payments`, { count: 0 });
  lab.passSeconds(3 * DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('active');
  expect(await lab.stripe.invoices.retrieve(invoice)).toMatchObject({
    status: 'paid',
    attempt_count: 2,
    next_payment_attempt: null,
  });
});

test('an account that leaves them unpaid drafts no more invoices for collection', async () => {
  await using lab = await openBillingLab();
  await lab.control('POST', '/_sim/billing', { retryDays: [1], afterRetries: 'unpaid' });
  const { id } = await failedRenewal(lab);
  lab.passSeconds(DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('unpaid');
  lab.passSeconds(30 * DAY);
  const invoices = await invoicesOf(lab, { id });
  expect(invoices.map(({ status, auto_advance }) => [status, auto_advance])).toEqual([
    ['paid', false],
    ['open', true],
    ['draft', false],
  ]);
});

test('an account that leaves them past due goes on billing', async () => {
  await using lab = await openBillingLab();
  await lab.control('POST', '/_sim/billing', { retryDays: [], afterRetries: 'past_due' });
  const { id } = await failedRenewal(lab);
  lab.passSeconds(31 * DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('past_due');
  expect((await invoicesOf(lab, { id })).map(({ status }) => status)).toEqual(['paid', 'open', 'open']);
});

test('a card that can be saved but not charged fails when the trial ends', async () => {
  await using lab = await openBillingLab('pm_card_chargeCustomerFail');
  const { id } = await subscribe(lab, { trial_period_days: 7 });
  lab.passSeconds(7 * DAY);
  const ended = await lab.stripe.subscriptions.retrieve(id);
  expect(ended.status).toBe('active');
  expect(period(ended)).toEqual(['2027-01-08T10:00:00', '2027-02-08T10:00:00']);
  lab.passSeconds(HOUR);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('past_due');
});

test('only the payment of the latest invoice makes a subscription active again', async () => {
  await using lab = await openBillingLab();
  await lab.control('POST', '/_sim/billing', { retryDays: [], afterRetries: 'past_due' });
  const { id, invoice } = await failedRenewal(lab);
  lab.passSeconds(31 * DAY);
  await lab.control('POST', `/_sim/subscriptions/${id}/fail-payments`, { count: 0 });
  await lab.stripe.invoices.pay(invoice);
  const { status, latest_invoice } = await lab.stripe.subscriptions.retrieve(id);
  expect(status).toBe('past_due');
  await lab.stripe.invoices.pay(String(latest_invoice));
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('active');
});

test('a card that was detached pays no more, and the customer’s default does', async () => {
  await using lab = await openBillingLab();
  const own = await lab.stripe.paymentMethods.attach('pm_card_mastercard', { customer: lab.customer.id });
  const { id } = await subscribe(lab, { default_payment_method: own.id });
  await lab.stripe.paymentMethods.detach(own.id);
  lab.passSeconds(31 * DAY + HOUR);
  const { data } = await lab.stripe.charges.list({ customer: lab.customer.id });
  expect(data.map(({ payment_method_details: details }) => details?.card?.brand)).toEqual([
    'visa',
    'mastercard',
  ]);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('active');
});
