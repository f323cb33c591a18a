import { expect, test } from '@jest/globals';
import { read, submit } from '../../testing/dashboard.ts';
import { type BillingLab, invoicesOf, openBillingLab } from '../../testing/subscriptions.ts';

async function subscribe(lab: BillingLab, more: object = {}) {
  const { id } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    ...more,
  });
  return { id, address: `/subscriptions/${id}` };
}

test('an empty simulator says how subscriptions and invoices come about', async () => {
  await using lab = await openBillingLab();
  expect((await read(lab, '/subscriptions')).text).toContain('No subscriptions yet.');
  expect((await read(lab, '/invoices')).text).toContain('No invoices yet.');
  expect((await read(lab, '/subscriptions/sub_none')).status).toBe(404);
});

test('subscriptions are listed with plan and state, and lead to all about one', async () => {
  await using lab = await openBillingLab();
  const { address } = await subscribe(lab);
  const list = await read(lab, '/subscriptions');
  expect(list.html).toContain(`href="${address}"`);
  expect(list.text).toContain('Core Active $4.99 / month ada@example.com Renews');
  const page = await read(lab, address);
  for (const words of [
    'Subscription to Core',
    '$4.99',
    'Create',
    'customer.subscription.created',
    'invoice.paid',
  ])
    expect(page.text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
  expect((await read(lab, '/invoices')).text).toContain('$4.99 Paid Create');
});

test('a renewal by hand is collected at once', async () => {
  await using lab = await openBillingLab();
  const { id, address } = await subscribe(lab);
  lab.passSeconds(3600);
  const { done } = await submit(lab, `${address}/renew`);
  expect(done).toBe('The period is over. The subscription is now: Active.');
  const invoices = await invoicesOf(lab, { id });
  expect(invoices.map(({ billing_reason, status }) => [billing_reason, status])).toEqual([
    ['subscription_create', 'paid'],
    ['subscription_cycle', 'paid'],
  ]);
  const { items } = await lab.stripe.subscriptions.retrieve(id);
  expect(items.data[0]?.current_period_start).toBe(invoices[1]?.created);
});

test('a payment that is made to fail makes the subscription past due', async () => {
  await using lab = await openBillingLab();
  const { id, address } = await subscribe(lab);
  expect((await submit(lab, `${address}/fail-payment`)).done).toBe('Its next payment will fail.');
  const { page } = await submit(lab, `${address}/renew`);
  expect(page.text).toContain('Past due');
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('past_due');
});

test('a trial is ended by hand', async () => {
  await using lab = await openBillingLab();
  const { id, address } = await subscribe(lab, { trial_period_days: 7 });
  expect((await read(lab, address)).text).toContain('End the trial now');
  await submit(lab, `${address}/renew`);
  expect(await lab.stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active' });
  expect((await invoicesOf(lab, { id })).at(-1)).toMatchObject({ status: 'paid', amount_paid: 499 });
});

test('a subscription is canceled, or not after all', async () => {
  await using lab = await openBillingLab();
  const { id, address } = await subscribe(lab);
  await submit(lab, `${address}/cancel`, { when: 'period end' });
  expect(await lab.stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: true });
  await submit(lab, `${address}/cancel`, { when: 'never' });
  expect(await lab.stripe.subscriptions.retrieve(id)).toMatchObject({ cancel_at_period_end: false });
  await submit(lab, `${address}/cancel`, { when: 'now' });
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('canceled');
  const again = await submit(lab, `${address}/renew`);
  expect(again.problem).toBe('A subscription that is canceled does not renew.');
});
