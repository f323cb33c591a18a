import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import {
  type BillingLab,
  billingEvents,
  DAY,
  HALF_MONTH,
  HOUR,
  invoicesOf,
  openBillingLab,
  setDefaultCard,
  subscribe,
} from '../testing/subscriptions.ts';

test('an upgrade that is not paid leaves the subscription past due on its new plan', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  await setDefaultCard(lab, lab.customer.id, 'pm_card_chargeCustomerFail');
  const after = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.pro }],
    proration_behavior: 'always_invoice',
  });
  expect(after).toMatchObject({ status: 'past_due', items: { data: [{ price: { id: lab.prices.pro } }] } });
});

test('error_if_incomplete refuses the upgrade whole', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  await setDefaultCard(lab, lab.customer.id, 'pm_card_chargeCustomerFail');
  const update = lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.pro }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'error_if_incomplete',
  });
  await expect(update).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
  const after = await lab.stripe.subscriptions.retrieve(id);
  expect(after).toMatchObject({ status: 'active', items: { data: [{ price: { id: lab.prices.core } }] } });
  expect(await invoicesOf(lab, { id })).toHaveLength(1);
});

async function pendingUpgrade(lab: BillingLab) {
  const { id, item } = await subscribe(lab);
  await setDefaultCard(lab, lab.customer.id, 'pm_card_chargeCustomerFail');
  lab.passSeconds(HALF_MONTH);
  const waiting = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.pro }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'pending_if_incomplete',
  });
  return { id, item, waiting };
}

test('a pending upgrade changes nothing until it is paid', async () => {
  await using lab = await openBillingLab();
  const { id, waiting } = await pendingUpgrade(lab);
  expect(waiting).toMatchObject({
    status: 'active',
    items: { data: [{ price: { id: lab.prices.core } }] },
    pending_update: { subscription_items: [{ price: { id: lab.prices.pro } }] },
  });
  await lab.stripe.invoices.pay(String(waiting.latest_invoice), { payment_method: 'pm_card_visa' });
  const after = await lab.stripe.subscriptions.retrieve(id);
  expect(after).toMatchObject({
    status: 'active',
    items: { data: [{ price: { id: lab.prices.pro } }] },
    pending_update: null,
  });
  expect((await billingEvents(lab)).slice(-2)).toEqual([
    'customer.subscription.updated',
    'customer.subscription.pending_update_applied',
  ]);
});

test('a pending upgrade that nobody pays expires after 23 hours, and its credit is not lost', async () => {
  await using lab = await openBillingLab();
  const { id, item, waiting } = await pendingUpgrade(lab);
  lab.passSeconds(23 * HOUR);
  const after = await lab.stripe.subscriptions.retrieve(id);
  expect(after).toMatchObject({
    pending_update: null,
    items: { data: [{ price: { id: lab.prices.core } }] },
  });
  expect((await lab.stripe.invoices.retrieve(String(waiting.latest_invoice))).status).toBe('void');
  expect((await billingEvents(lab)).at(-1)).toBe('customer.subscription.pending_update_expired');
  await setDefaultCard(lab, lab.customer.id, 'pm_card_visa');
  const again = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.pro }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'pending_if_incomplete',
    expand: ['latest_invoice'],
  });
  expect((again.latest_invoice as Stripe.Invoice).lines.data.map(({ amount }) => amount)).toEqual([
    -234, 703,
  ]);
});

test('whoever voids the invoice of a pending upgrade gives it up', async () => {
  await using lab = await openBillingLab();
  const { id, waiting } = await pendingUpgrade(lab);
  const voided = await lab.stripe.invoices.voidInvoice(String(waiting.latest_invoice));
  expect(voided.status).toBe('void');
  expect(await lab.stripe.subscriptions.retrieve(id)).toMatchObject({
    pending_update: null,
    status: 'active',
    items: { data: [{ price: { id: lab.prices.core } }] },
  });
  expect((await billingEvents(lab)).at(-1)).toBe('customer.subscription.pending_update_expired');
});

test('a pending upgrade expires when the period or the trial ends, if that is sooner', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  const end = (await lab.stripe.subscriptions.retrieve(id)).items.data[0]?.current_period_end ?? 0;
  await setDefaultCard(lab, lab.customer.id, 'pm_card_chargeCustomerFail');
  lab.passSeconds(31 * DAY - 22 * HOUR);
  const waiting = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.studio }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'pending_if_incomplete',
  });
  expect(waiting.pending_update?.expires_at).toBe(end);
  lab.passSeconds(22 * HOUR);
  const after = await lab.stripe.subscriptions.retrieve(id);
  expect(after).toMatchObject({
    pending_update: null,
    items: { data: [{ price: { id: lab.prices.core }, current_period_start: end }] },
  });
  expect((await lab.stripe.invoices.retrieve(String(waiting.latest_invoice))).status).toBe('void');
  const trial = await subscribe(lab, lab.prices.core, { trial_period_days: 1 });
  lab.passSeconds(12 * HOUR);
  const ending = await lab.stripe.subscriptions.update(trial.id, {
    items: [{ id: trial.item, price: lab.prices.studio }],
    trial_end: 'now',
    payment_behavior: 'pending_if_incomplete',
  });
  expect(ending.pending_update?.expires_at).toBe(ending.trial_end);
});

test('a pending upgrade takes a cancellation back with it, and only then', async () => {
  await using lab = await openBillingLab();
  const { id, item } = await subscribe(lab);
  await lab.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await setDefaultCard(lab, lab.customer.id, 'pm_card_chargeCustomerFail');
  lab.passSeconds(HALF_MONTH);
  const waiting = await lab.stripe.subscriptions.update(id, {
    items: [{ id: item, price: lab.prices.pro }],
    proration_behavior: 'always_invoice',
    payment_behavior: 'pending_if_incomplete',
    cancel_at_period_end: false,
  });
  expect(waiting).toMatchObject({
    cancel_at_period_end: true,
    pending_update: { cancel_at_period_end: false },
  });
  await lab.stripe.invoices.pay(String(waiting.latest_invoice), { payment_method: 'pm_card_visa' });
  expect(await lab.stripe.subscriptions.retrieve(id)).toMatchObject({
    cancel_at_period_end: false,
    cancel_at: null,
  });
});
