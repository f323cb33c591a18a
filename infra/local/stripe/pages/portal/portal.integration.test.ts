import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { postForm } from '../../testing/lab.ts';
import {
  type BillingLab,
  billingEvents,
  DAY,
  invoicesOf,
  openBillingLab,
} from '../../testing/subscriptions.ts';

type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;

interface Opened {
  lab: BillingLab;
  subscription: Stripe.Subscription;
  session: Stripe.BillingPortal.Session;
  post(fields: Record<string, string>): ReturnType<typeof postForm>;
}

const everything = async ({ stripe, prices }: BillingLab): Promise<Features> => {
  const ids = [prices.core, prices.pro, prices.proYearly];
  const offered = await Promise.all(ids.map((id) => stripe.prices.retrieve(id)));
  return {
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: {
      enabled: true,
      mode: 'at_period_end',
      cancellation_reason: { enabled: true, options: ['too_expensive', 'other'] },
    },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ['price'],
      proration_behavior: 'always_invoice',
      products: offered.map(({ id, product }) => ({ product: String(product), prices: [id] })),
      schedule_at_period_end: { conditions: [{ type: 'decreasing_item_amount' }] },
    },
  };
};

async function openPortal(
  lab: BillingLab,
  more: Partial<Stripe.BillingPortal.SessionCreateParams> = {},
  change: Partial<Features> = {},
): Promise<Opened> {
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.pro }],
  });
  const { id: configuration } = await lab.stripe.billingPortal.configurations.create({
    features: { ...(await everything(lab)), ...change },
  });
  const session = await lab.stripe.billingPortal.sessions.create({
    customer: lab.customer.id,
    configuration,
    return_url: 'http://localhost:5000/account',
    ...more,
  });
  return { lab, subscription, session, post: (fields) => postForm(session, fields) };
}

const now = ({ lab, subscription }: Opened) => lab.stripe.subscriptions.retrieve(subscription.id);

test('shows plan, card and invoices, and the way back', async () => {
  await using lab = await openBillingLab();
  const { session } = await openPortal(lab);
  expect(session).toMatchObject({ customer: lab.customer.id, flow: null });
  const page = await (await fetch(session.url)).text();
  for (const words of [
    '$14.99 / month',
    'It renews on February 1, 2027',
    'visa •••• 4242',
    '-0001',
    'Switch to Core',
  ])
    expect(page).toContain(words);
  expect(page).toContain('href="http://localhost:5000/account"');
  expect(await billingEvents(lab)).toContain('billing_portal.session.created');
});

test('a cancellation names the day and leaves cancel_at_period_end alone, and can be undone', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab);
  const { id } = portal.subscription;
  await portal.post({ action: 'cancel', subscription: id, feedback: 'too_expensive' });
  expect(await now(portal)).toMatchObject({
    status: 'active',
    cancel_at: portal.subscription.items.data[0]?.current_period_end,
    cancel_at_period_end: false,
    cancellation_details: { feedback: 'too_expensive', reason: 'cancellation_requested' },
  });
  await portal.post({ action: 'keep', subscription: id });
  expect(await now(portal)).toMatchObject({ cancel_at: null, canceled_at: null });
  await portal.post({ action: 'cancel', subscription: id });
  lab.passSeconds(31 * DAY);
  expect((await now(portal)).status).toBe('canceled');
});

test('a cancellation at once, where the shop has it so', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab, {}, { subscription_cancel: { enabled: true, mode: 'immediately' } });
  await portal.post({ action: 'cancel', subscription: portal.subscription.id });
  expect((await now(portal)).status).toBe('canceled');
});

test('an upgrade counts now and is paid, a downgrade waits for the end of the period', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab);
  const { id } = portal.subscription;
  const up = await portal.post({ action: 'switch', subscription: id, price: lab.prices.proYearly });
  expect(up.html).toContain('Your plan is changed.');
  const [, change] = await invoicesOf(lab, { id });
  expect(change).toMatchObject({ status: 'paid', billing_reason: 'subscription_update', total: 13401 });
  const down = await portal.post({ action: 'switch', subscription: id, price: lab.prices.core });
  expect(down.html).toContain('It changes to Core on January 1, 2028');
  await portal.post({ action: 'unschedule', subscription: id });
  expect((await now(portal)).schedule).toBeNull();
});

test('an upgrade that is not paid changes nothing', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab);
  const { id } = portal.subscription;
  await lab.control('POST', `/_sim/subscriptions/${id}/fail-payments`, { count: 1 });
  const refused = await portal.post({ action: 'switch', subscription: id, price: lab.prices.proYearly });
  expect(refused).toMatchObject({ status: 400, alert: 'Your card was declined.' });
  expect((await now(portal)).items.data[0]?.price.id).toBe(lab.prices.pro);
});

test('a new card pays from now on, the old one can be removed', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab);
  const declined = await portal.post({ action: 'card', card: '4000000000000002' });
  expect(declined.alert).toBe('Your card was declined.');
  await portal.post({ action: 'card', card: '5555555555554444' });
  const customer = await lab.stripe.customers.retrieve(lab.customer.id, {
    expand: ['invoice_settings.default_payment_method'],
  });
  expect(customer).toMatchObject({
    invoice_settings: { default_payment_method: { card: { brand: 'mastercard' } } },
  });
  const { data } = await lab.stripe.paymentMethods.list({ customer: lab.customer.id });
  const visa = data.find(({ card }) => card?.brand === 'visa');
  await portal.post({ action: 'remove', method: String(visa?.id) });
  expect((await lab.stripe.paymentMethods.list({ customer: lab.customer.id })).data).toHaveLength(1);
  lab.passSeconds(31 * DAY + 3600);
  expect((await invoicesOf(lab, portal.subscription)).map(({ status }) => status)).toEqual(['paid', 'paid']);
});

test('a card whose bank asks is the default once the bank has its answer', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab);
  const asked = await portal.post({ action: 'card', card: '4000002500003155' });
  const url = `${lab.simulator.url}${asked.location}`;
  const answered = await postForm({ url }, { authentication: 'complete' });
  expect(answered.location).toContain(portal.session.url);
  const { data } = await lab.stripe.paymentMethods.list({ customer: lab.customer.id, limit: 1 });
  const customer = await lab.stripe.customers.retrieve(lab.customer.id);
  expect(customer).toMatchObject({ invoice_settings: { default_payment_method: data[0]?.id } });
});

test.each([
  ['cancel', { subscription_cancel: { enabled: false } }],
  ['switch', { subscription_update: { enabled: false } }],
  ['card', { payment_method_update: { enabled: false } }],
])('what the configuration does not allow is neither shown nor done: %s', async (action, change) => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab, {}, change);
  const page = await (await fetch(portal.session.url)).text();
  expect(page).not.toContain(`value="${action}"`);
  const refused = await portal.post({
    action,
    subscription: portal.subscription.id,
    price: lab.prices.core,
    card: '4242424242424242',
  });
  expect(refused.alert).toBe('The shop does not offer this here.');
  expect(await now(portal)).toMatchObject({ cancel_at: null, schedule: null });
});

test('a price that the configuration does not offer cannot be switched to', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab);
  const fields = { action: 'switch', subscription: portal.subscription.id, price: lab.prices.studio };
  expect((await portal.post(fields)).alert).toBe('This plan is not offered here.');
});

test('nobody gets at the subscription of somebody else', async () => {
  await using lab = await openBillingLab();
  const portal = await openPortal(lab);
  const other = await lab.stripe.customers.create({ payment_method: 'pm_card_visa' });
  const { data } = await lab.stripe.customers.listPaymentMethods(other.id);
  const theirs = await lab.stripe.subscriptions.create({
    customer: other.id,
    items: [{ price: lab.prices.core }],
    default_payment_method: String(data[0]?.id),
  });
  const taken = await portal.post({ action: 'cancel', subscription: theirs.id });
  expect(taken.alert).toBe('There is no such subscription.');
  const removed = await portal.post({ action: 'remove', method: String(data[0]?.id) });
  expect(removed.alert).toBe('There is no such card.');
});

test('a link is good for an hour from its last use', async () => {
  await using lab = await openBillingLab();
  const { session } = await openPortal(lab);
  lab.passSeconds(3599);
  expect((await fetch(session.url)).status).toBe(200);
  lab.passSeconds(3600);
  expect((await fetch(session.url)).status).toBe(410);
  expect((await fetch(`${session.url}x`)).status).toBe(404);
});

test('a flow shows one thing, and goes back when it is done', async () => {
  await using lab = await openBillingLab();
  const first = await openPortal(lab);
  const { id } = first.subscription;
  const session = await lab.stripe.billingPortal.sessions.create({
    customer: lab.customer.id,
    configuration: String(first.session.configuration),
    flow_data: {
      type: 'subscription_cancel',
      subscription_cancel: { subscription: id },
      after_completion: { type: 'redirect', redirect: { return_url: 'http://localhost:5000/bye' } },
    },
  });
  const page = await (await fetch(session.url)).text();
  expect(page).toContain('Cancel subscription');
  expect(page).not.toContain('Switch to');
  expect(page).not.toContain('Payment methods');
  const done = await postForm(session, { action: 'cancel', subscription: id });
  expect(done).toMatchObject({ status: 303, location: 'http://localhost:5000/bye' });
});

test('without a configuration there is no portal', async () => {
  await using lab = await openBillingLab();
  const opened = lab.stripe.billingPortal.sessions.create({ customer: lab.customer.id });
  await expect(opened).rejects.toThrow('No configuration provided');
});
