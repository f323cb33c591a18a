import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { billingEvents, HALF_MONTH, linesOf, openBillingLab, subscribe } from '../testing/subscriptions.ts';

test('a preview is what comes, and leaves nothing behind', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  lab.passSeconds(HALF_MONTH);
  const change = {
    items: [{ id: item, price: lab.prices.studio }],
    proration_behavior: 'always_invoice' as const,
    proration_date: Date.parse('2027-01-16T22:00:00Z') / 1000,
  };
  const before = await billingEvents(lab);
  const preview = await lab.stripe.invoices.createPreview({ subscription: id, subscription_details: change });
  expect(preview).toMatchObject({ amount_due: 1250, total: 1250, status: 'draft', number: null });
  expect(preview.id).toMatch(/^upcoming_in_/);
  expect(await billingEvents(lab)).toEqual(before);
  const after = await lab.stripe.subscriptions.update(id, { ...change, expand: ['latest_invoice'] });
  expect(linesOf(after.latest_invoice as Stripe.Invoice)).toEqual(linesOf(preview));
});

test('a preview without a change is the next renewal', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  const next = await lab.stripe.invoices.createPreview({ subscription: id });
  expect(next).toMatchObject({ amount_due: 499, billing_reason: 'subscription_cycle' });
  lab.passSeconds(HALF_MONTH);
  const changed = await lab.stripe.invoices.createPreview({
    subscription: id,
    subscription_details: { items: [{ id: item, price: lab.prices.pro }] },
  });
  expect(changed.lines.data.map(({ amount }) => amount)).toEqual([-250, 750, 1499]);
  await lab.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  const none = lab.stripe.invoices.createPreview({ subscription: id });
  await expect(none).rejects.toMatchObject({ code: 'invoice_upcoming_none' });
});
