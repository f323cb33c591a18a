import { expect, test } from '@jest/globals';
import { DAY, HOUR, invoicesOf, openBillingLab, period, subscribe } from '../testing/subscriptions.ts';

test('a trial that is ended now is billed now', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab, lab.prices.core, { trial_period_days: 7 });
  lab.passSeconds(DAY);
  const after = await lab.stripe.subscriptions.update(id, { trial_end: 'now', expand: ['latest_invoice'] });
  expect(after).toMatchObject({
    status: 'active',
    latest_invoice: { status: 'paid', amount_paid: 499, billing_reason: 'subscription_update' },
  });
  expect(period(after)).toEqual(['2027-01-02T10:00:00', '2027-02-02T10:00:00']);
});

test('another plan during the trial costs nothing before its end', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab, lab.prices.core, { trial_period_days: 7 });
  const after = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.pro }],
    proration_behavior: 'always_invoice',
  });
  expect(after.status).toBe('trialing');
  lab.passSeconds(7 * DAY + HOUR);
  expect((await invoicesOf(lab, { id })).map(({ amount_paid }) => amount_paid)).toEqual([0, 1499]);
});

test('a trial can be made longer', async () => {
  await using lab = await openBillingLab();
  const { id } = await subscribe(lab, lab.prices.core, { trial_period_days: 7 });
  const trial_end = Date.parse('2027-01-20T00:00:00Z') / 1000;
  const after = await lab.stripe.subscriptions.update(id, { trial_end, proration_behavior: 'none' });
  expect(period(after)).toEqual(['2027-01-01T10:00:00', '2027-01-20T00:00:00']);
  lab.passSeconds(10 * DAY);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('trialing');
});
