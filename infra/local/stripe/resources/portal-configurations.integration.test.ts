import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type Lab, openLab } from '../testing/lab.ts';

const monthly = { currency: 'usd', unit_amount: 499, recurring: { interval: 'month' } } as const;

async function plan(lab: Lab) {
  const product = await lab.stripe.products.create({ name: 'Core' });
  const price = await lab.stripe.prices.create({ ...monthly, product: product.id });
  return { product: product.id, prices: [price.id] };
}

const offering = (
  products: Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionUpdate.Product[],
) => ({
  features: {
    subscription_update: { enabled: true, default_allowed_updates: ['price' as const], products },
  },
});

test('a configuration has every feature off but those that were asked for', async () => {
  await using lab = await openLab();
  const made = await lab.stripe.billingPortal.configurations.create({
    default_return_url: 'https://cue.example/account',
    features: { invoice_history: { enabled: true } },
    metadata: { stage: 'prod' },
  });
  expect(made).toMatchObject({
    active: true,
    is_default: false,
    default_return_url: 'https://cue.example/account',
    metadata: { stage: 'prod' },
    features: {
      customer_update: { enabled: false },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: false },
      subscription_cancel: { enabled: false, mode: 'at_period_end', proration_behavior: 'none' },
      subscription_update: { enabled: false, default_allowed_updates: [] },
    },
  });
  await lab.quiet();
  expect(lab.receiver.types()).toEqual(['billing_portal.configuration.created']);
});

test('an update changes what it names and keeps the rest', async () => {
  await using lab = await openLab();
  const { configurations } = lab.stripe.billingPortal;
  const offered = await plan(lab);
  const { id } = await configurations.create(offering([offered]));
  const cancel = { enabled: true, cancellation_reason: { enabled: true, options: ['unused' as const] } };
  await configurations.update(id, { features: { subscription_cancel: cancel } });
  await configurations.update(id, {
    features: { subscription_cancel: { cancellation_reason: { enabled: false } } },
  });
  const expand = ['features.subscription_update.products'];
  expect((await configurations.retrieve(id, { expand })).features).toMatchObject({
    subscription_cancel: {
      enabled: true,
      mode: 'at_period_end',
      cancellation_reason: { enabled: false, options: ['unused'] },
    },
    subscription_update: { enabled: true, products: [offered] },
  });
});

test('one that is not active is found only when asked for', async () => {
  await using lab = await openLab();
  const { configurations } = lab.stripe.billingPortal;
  const { id } = await configurations.create({ features: { invoice_history: { enabled: true } } });
  await configurations.update(id, { active: false });
  expect((await configurations.list({ active: true })).data).toEqual([]);
  expect((await configurations.list({ active: false })).data).toHaveLength(1);
});

test('plans can be changed only between active recurring prices of the products that are named', async () => {
  await using lab = await openLab();
  const { configurations } = lab.stripe.billingPortal;
  const core = await plan(lab);
  const pro = await plan(lab);
  const refused = { statusCode: 400, type: 'StripeInvalidRequestError' };
  const once = await lab.stripe.prices.create({ currency: 'usd', unit_amount: 1, product: core.product });
  const again = await lab.stripe.prices.create({ ...monthly, product: core.product });
  for (const products of [
    [],
    [{ product: core.product, prices: pro.prices }],
    [{ product: core.product, prices: [once.id] }],
    [{ product: core.product, prices: [...core.prices, again.id] }],
    [{ product: 'prod_nowhere', prices: core.prices }],
    Array.from({ length: 11 }, () => core),
  ]) {
    await expect(configurations.create(offering(products))).rejects.toMatchObject(refused);
  }
  await lab.stripe.prices.update(core.prices[0] ?? '', { active: false });
  await expect(configurations.create(offering([core]))).rejects.toMatchObject(refused);
});
