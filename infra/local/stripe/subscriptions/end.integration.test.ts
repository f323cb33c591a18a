import { expect, test } from '@jest/globals';
import {
  type BillingLab,
  billingEvents,
  DAY,
  HALF_MONTH,
  HOUR,
  invoicesOf,
  iso,
  openBillingLab,
  period,
  START,
} from '../testing/subscriptions.ts';

async function subscribe(lab: BillingLab, price = lab.prices.core, more: object = {}) {
  return lab.stripe.subscriptions.create({ customer: lab.customer.id, items: [{ price }], ...more });
}

test('a cancellation at the end of the period can be undone, and else happens', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab);
  lab.passSeconds(DAY);
  const asked = await lab.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  expect(asked).toMatchObject({
    status: 'active',
    cancel_at_period_end: true,
    cancel_at: START + 31 * DAY,
    canceled_at: START + DAY,
    cancellation_details: { reason: 'cancellation_requested' },
  });
  const undone = await lab.stripe.subscriptions.update(id, { cancel_at_period_end: false });
  expect(undone).toMatchObject({
    cancel_at_period_end: false,
    cancel_at: null,
    canceled_at: null,
    cancellation_details: { reason: null },
  });
  await lab.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  lab.passSeconds(30 * DAY);
  const ended = await lab.stripe.subscriptions.retrieve(id);
  expect(ended).toMatchObject({ status: 'canceled', canceled_at: START + DAY, ended_at: START + 31 * DAY });
  expect((await billingEvents(lab)).at(-1)).toBe('customer.subscription.deleted');
  expect(await invoicesOf(lab, { id })).toHaveLength(1);
  expect((await lab.stripe.subscriptions.list({ customer: lab.customer.id })).data).toEqual([]);
});

test('cancel_at ends it in the midst of a period, and an empty one takes it back', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab);
  await lab.stripe.subscriptions.update(id, { cancel_at: START + 10 * DAY });
  await lab.stripe.subscriptions.update(id, { cancel_at: '' });
  lab.passSeconds(11 * DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('active');
  await lab.stripe.subscriptions.update(id, { cancel_at: START + 20 * DAY });
  lab.passSeconds(10 * DAY);
  const ended = await lab.stripe.subscriptions.retrieve(id);
  expect(ended).toMatchObject({ status: 'canceled', ended_at: START + 20 * DAY });
});

test('a cancellation now is final, and gives back what is left when it is asked to', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab, lab.prices.pro);
  lab.passSeconds(HALF_MONTH);
  const ended = await lab.stripe.subscriptions.cancel(id, {
    invoice_now: true,
    prorate: true,
    cancellation_details: { feedback: 'too_expensive', comment: 'Later' },
  });
  expect(ended).toMatchObject({
    status: 'canceled',
    cancellation_details: { feedback: 'too_expensive', comment: 'Later', reason: 'cancellation_requested' },
  });
  expect(await lab.stripe.customers.retrieve(lab.customer.id)).toMatchObject({ balance: -750 });
  await expect(lab.stripe.subscriptions.cancel(id)).rejects.toMatchObject({ code: 'resource_missing' });
  const late = lab.stripe.subscriptions.update(id, { cancel_at_period_end: false });
  await expect(late).rejects.toMatchObject({ statusCode: 400 });
  lab.passSeconds(60 * DAY);
  expect((await invoicesOf(lab, { id })).map(({ total }) => total)).toEqual([1499, -750]);
});

test('a customer who is deleted has no subscription any more', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab);
  await lab.stripe.customers.del(lab.customer.id);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('canceled');
  expect((await billingEvents(lab)).slice(-2)).toEqual(['customer.subscription.deleted', 'customer.deleted']);
});

test('a paused subscription is not billed, and begins anew when it is resumed', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab);
  lab.passSeconds(HALF_MONTH);
  const paused = await lab.stripe.subscriptions.pause(id, {
    bill_for: { unused_time_from: { type: 'none' } },
  });
  expect(paused).toMatchObject({
    status: 'paused',
    status_details: { paused: { subscription: { type: 'pause_requested' }, type: 'subscription' } },
  });
  lab.passSeconds(60 * DAY);
  expect(await invoicesOf(lab, { id })).toHaveLength(1);
  const resumed = await lab.stripe.subscriptions.resume(id, {
    payment_behavior: 'resume_on_payment_success',
  });
  expect(resumed.status).toBe('active');
  expect(resumed).not.toHaveProperty('status_details');
  expect(period(resumed)).toEqual(['2027-03-17T22:00:00', '2027-04-17T22:00:00']);
  expect((await invoicesOf(lab, { id })).map(({ amount_paid }) => amount_paid)).toEqual([499, 499]);
  expect(await billingEvents(lab)).toEqual(
    expect.arrayContaining(['customer.subscription.paused', 'customer.subscription.resumed']),
  );
});

test('a downgrade at the end of the period is a schedule, and is undone by releasing it', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab, lab.prices.studio);
  const downgrade = async () => {
    const schedule = await lab.stripe.subscriptionSchedules.create({ from_subscription: id });
    const [now] = schedule.phases;
    return lab.stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      phases: [
        {
          items: [{ price: lab.prices.studio, quantity: 1 }],
          start_date: now?.start_date ?? 0,
          end_date: now?.end_date ?? 0,
        },
        { items: [{ price: lab.prices.core, quantity: 1 }] },
      ],
    });
  };
  const first = await downgrade();
  expect(first.phases.map(({ start_date, end_date }) => [iso(start_date), iso(end_date)])).toEqual([
    ['2027-01-01T10:00:00', '2027-02-01T10:00:00'],
    ['2027-02-01T10:00:00', '2027-03-01T10:00:00'],
  ]);
  const direct = lab.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await expect(direct).rejects.toThrow('managed by the subscription schedule');
  const released = await lab.stripe.subscriptionSchedules.release(first.id);
  expect(released).toMatchObject({ status: 'released', subscription: null, released_subscription: id });
  expect((await lab.stripe.subscriptions.retrieve(id)).schedule).toBeNull();

  const second = await downgrade();
  lab.passSeconds(31 * DAY + HOUR);
  const after = await lab.stripe.subscriptions.retrieve(id);
  expect(after).toMatchObject({ schedule: second.id, items: { data: [{ price: { id: lab.prices.core } }] } });
  expect((await invoicesOf(lab, { id })).map(({ amount_paid }) => amount_paid)).toEqual([2999, 499]);
  const entered = await lab.stripe.subscriptionSchedules.retrieve(second.id);
  expect(iso(entered.current_phase?.start_date)).toBe('2027-02-01T10:00:00');
  const { data } = await lab.stripe.events.list({ type: 'customer.subscription.updated', limit: 1 });
  expect(data[0]?.data.previous_attributes).toMatchObject({
    items: { data: [{ price: { id: lab.prices.studio } }] },
  });
  lab.passSeconds(31 * DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).schedule).toBeNull();
  expect((await lab.stripe.subscriptionSchedules.retrieve(second.id)).status).toBe('released');
  expect((await invoicesOf(lab, { id })).at(-1)?.amount_paid).toBe(499);
});

test('a schedule that is told to cancel ends its subscription', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab);
  const schedule = await lab.stripe.subscriptionSchedules.create({ from_subscription: id });
  await lab.stripe.subscriptionSchedules.update(schedule.id, { end_behavior: 'cancel' });
  lab.passSeconds(31 * DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('canceled');
  expect((await lab.stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe('completed');
});

test('subscriptions are listed by what they are', async () => {
  await using lab = await openBillingLab();
  const core = await subscribe(lab);
  const pro = await subscribe(lab, lab.prices.pro, { trial_period_days: 7 });
  const ids = async (params: object) =>
    (await lab.stripe.subscriptions.list(params)).data.map(({ id }) => id);
  expect(await ids({ customer: lab.customer.id })).toEqual([pro.id, core.id]);
  expect(await ids({ price: lab.prices.core })).toEqual([core.id]);
  expect(await ids({ status: 'trialing' })).toEqual([pro.id]);
  expect(await ids({ created: { gt: START } })).toEqual([]);
  expect(await ids({ current_period_end: { lte: START + 7 * DAY } })).toEqual([pro.id]);
  await lab.stripe.subscriptions.cancel(core.id);
  expect(await ids({})).toEqual([pro.id]);
  expect(await ids({ status: 'all' })).toEqual([pro.id, core.id]);
});
