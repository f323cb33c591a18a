import { expect, test } from '@jest/globals';
import { type BillingLab, DAY, invoicesOf, iso, openBillingLab, period } from '../testing/subscriptions.ts';

const FROZEN = Date.parse('2030-05-31T12:00:00Z') / 1000;

async function clocked(lab: BillingLab) {
  const clock = await lab.stripe.testHelpers.testClocks.create({ frozen_time: FROZEN, name: 'Renewals' });
  const customer = await lab.stripe.customers.create({
    test_clock: clock.id,
    payment_method: 'pm_card_visa',
    email: 'clock@example.com',
  });
  const { data } = await lab.stripe.paymentMethods.list({ customer: customer.id });
  const subscription = await lab.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: lab.prices.core }],
    default_payment_method: String(data[0]?.id),
  });
  return { clock, customer, subscription };
}

test('what belongs to a customer of a test clock happens at its time', async () => {
  await using lab = await openBillingLab('none');
  const { clock, customer, subscription } = await clocked(lab);
  expect(clock).toMatchObject({ status: 'ready', frozen_time: FROZEN, name: 'Renewals' });
  expect(customer).toMatchObject({ test_clock: clock.id, created: FROZEN });
  expect(subscription).toMatchObject({ test_clock: clock.id, created: FROZEN, status: 'active' });
  lab.passSeconds(365 * DAY);
  expect(await invoicesOf(lab, subscription)).toHaveLength(1);
});

test('an advance is under way at first and ready when it is looked at, with all that fell due', async () => {
  await using lab = await openBillingLab('none');
  const { clock, subscription } = await clocked(lab);
  const target = Date.parse('2030-07-01T00:00:00Z') / 1000;
  const advancing = await lab.stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: target });
  expect(advancing).toMatchObject({
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: target } },
  });
  const ready = await lab.stripe.testHelpers.testClocks.retrieve(clock.id);
  expect(ready).toMatchObject({ status: 'ready', frozen_time: target });
  const [, renewal] = await invoicesOf(lab, subscription);
  expect(renewal).toMatchObject({ status: 'paid', test_clock: clock.id });
  expect([iso(renewal?.created), iso(renewal?.status_transitions.paid_at)]).toEqual([
    '2030-06-30T12:00:00',
    '2030-06-30T13:00:00',
  ]);
  const after = await lab.stripe.subscriptions.retrieve(subscription.id);
  expect(period(after)).toEqual(['2030-06-30T12:00:00', '2030-07-31T12:00:00']);
  const { data } = await lab.stripe.events.list({ limit: 1 });
  expect(data[0]).toMatchObject({ type: 'test_helpers.test_clock.ready', created: target });
});

test('a clock moves forwards only, and two periods at a time', async () => {
  await using lab = await openBillingLab('none');
  const { clock } = await clocked(lab);
  const advance = (frozen_time: number) =>
    lab.stripe.testHelpers.testClocks.advance(clock.id, { frozen_time });
  await expect(advance(FROZEN)).rejects.toMatchObject({ statusCode: 400, param: 'frozen_time' });
  await expect(advance(FROZEN + 63 * DAY)).rejects.toMatchObject({ statusCode: 400, param: 'frozen_time' });
  expect((await advance(FROZEN + 61 * DAY)).status).toBe('advancing');
});

test('a clock that is deleted takes its customers along', async () => {
  await using lab = await openBillingLab('none');
  const { clock, customer, subscription } = await clocked(lab);
  expect(await lab.stripe.testHelpers.testClocks.del(clock.id)).toMatchObject({ deleted: true });
  expect(await lab.stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
  expect((await lab.stripe.subscriptions.retrieve(subscription.id)).status).toBe('canceled');
  expect((await lab.stripe.testHelpers.testClocks.list()).data).toEqual([]);
});

test('Stripe’s own clock is moved by hand, for all that has no test clock', async () => {
  await using lab = await openBillingLab();
  const { id } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
  });
  const { body } = await lab.control('POST', '/_sim/clock', { advanceSeconds: 365 * DAY });
  expect(body).toMatchObject({ aheadSeconds: 365 * DAY });
  const home = await (await fetch(lab.simulator.url, { headers: { accept: 'text/html' } })).text();
  expect(home).toContain('Its clock was moved ahead');
  const invoices = await invoicesOf(lab, { id });
  expect(invoices).toHaveLength(13);
  expect(iso(invoices.at(-1)?.created)).toBe('2028-01-01T10:00:00');
  expect((await lab.control('POST', '/_sim/clock', { advanceSeconds: -1 })).status).toBe(400);
});

test('deliveries are signed for the time that Stripe’s clock was moved to', async () => {
  await using lab = await openBillingLab();
  await lab.control('POST', '/_sim/clock', { advanceSeconds: 40 * DAY });
  await lab.stripe.customers.create({ name: 'Grace' });
  await lab.quiet();
  const { signature } = lab.receiver.received.at(-1) ?? { signature: '' };
  const [, signedAt] = /^t=(\d+),/.exec(signature) ?? [];
  const aheadDays = (Number(signedAt) - Date.now() / 1000) / DAY;
  expect(Math.round(aheadDays)).toBe(40);
});
