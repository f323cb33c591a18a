import Stripe from 'stripe';
import type { Bench } from './bench.ts';
import { checkout, customer, GOOD_CARD, paid, payment, price, subscription } from './ingredients.ts';

type Recipe = (bench: Bench) => Promise<unknown>;

const declinedCharge: Recipe = (bench) => expectDecline(paid(bench, 'pm_card_chargeDeclined'));

/** The decline is what was wanted. */
async function expectDecline(attempt: Promise<unknown>): Promise<void> {
  try {
    await attempt;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
  }
}

const bankDebit =
  (outcome: 'succeeded' | 'failed'): Recipe =>
  async (bench) => {
    const session = await checkout(bench);
    await bench.submit(session.url, { method: 'async_waits', email: 'trigger@example.com' });
    await bench.control(`/_sim/payments/${session.id}/settle`, { outcome });
  };

const refund =
  (outcome?: 'failed'): Recipe =>
  async (bench) => {
    const { id } = await bench.stripe.refunds.create({ payment_intent: (await paid(bench)).id });
    if (outcome) await bench.control(`/_sim/refunds/${id}/settle`, { outcome });
  };

const dispute =
  (outcome?: 'won' | 'lost'): Recipe =>
  async (bench) => {
    const { id: payment_intent } = await paid(bench);
    await bench.control(`/_sim/payments/${payment_intent}/dispute`);
    if (!outcome) return;
    const { data } = await bench.stripe.disputes.list({ payment_intent, limit: 1 });
    await bench.control(`/_sim/disputes/${data[0]?.id}/settle`, { outcome });
  };

/** A month passes for this customer alone. */
const renewal: Recipe = async (bench) => {
  const { stripe } = bench;
  const frozen_time = Math.floor(Date.now() / 1000);
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time });
  const { id } = await stripe.customers.create({ test_clock: clock.id, payment_method: 'pm_card_visa' });
  const { data } = await stripe.customers.listPaymentMethods(id);
  const items = [{ price: (await price(bench)).id }];
  const method = data[0]?.id ?? '';
  await stripe.subscriptions.create({ customer: id, items, default_payment_method: method });
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: frozen_time + 32 * 24 * 3600 });
  await stripe.testHelpers.testClocks.retrieve(clock.id);
};

const openInvoice = async (bench: Bench): Promise<string> =>
  String((await subscription(bench, { payment_behavior: 'default_incomplete' })).latest_invoice);

const oneOffCheckout: Recipe = async (bench) =>
  bench.submit((await checkout(bench)).url, { card: GOOD_CARD, email: 'trigger@example.com' });

const newSubscription: Recipe = (bench) => subscription(bench);
const schedule = async (bench: Bench) =>
  bench.stripe.subscriptionSchedules.create({ from_subscription: (await subscription(bench)).id });

/** Each makes its event happen as the shop and its buyers would; others happen along with it, as at Stripe. */
export const recipes: Record<string, Recipe> = {
  'charge.dispute.closed': dispute('won'),
  'charge.dispute.created': dispute(),
  'charge.dispute.funds_reinstated': dispute('won'),
  'charge.dispute.funds_withdrawn': dispute(),
  'charge.failed': declinedCharge,
  'charge.refunded': refund(),
  'charge.succeeded': (bench) => paid(bench),
  'checkout.session.async_payment_failed': bankDebit('failed'),
  'checkout.session.async_payment_succeeded': bankDebit('succeeded'),
  'checkout.session.completed': oneOffCheckout,
  'checkout.session.expired': async (bench) =>
    bench.stripe.checkout.sessions.expire((await checkout(bench)).id),
  'customer.created': (bench) => customer(bench),
  'customer.deleted': async (bench) => bench.stripe.customers.del((await customer(bench)).id),
  'customer.updated': async (bench) =>
    bench.stripe.customers.update((await customer(bench)).id, { metadata: { foo: 'bar' } }),
  'customer.subscription.created': newSubscription,
  'customer.subscription.deleted': async (bench) =>
    bench.stripe.subscriptions.cancel((await subscription(bench)).id),
  'customer.subscription.paused': async (bench) =>
    bench.stripe.subscriptions.pause((await subscription(bench)).id),
  'customer.subscription.resumed': async (bench) => {
    const { id } = await subscription(bench);
    await bench.stripe.subscriptions.pause(id);
    await bench.stripe.subscriptions.resume(id);
  },
  'customer.subscription.trial_will_end': (bench) => subscription(bench, { trial_period_days: 2 }),
  'customer.subscription.updated': async (bench) =>
    bench.stripe.subscriptions.update((await subscription(bench)).id, { metadata: { foo: 'bar' } }),
  'invoice.created': newSubscription,
  'invoice.finalized': newSubscription,
  'invoice.marked_uncollectible': async (bench) =>
    bench.stripe.invoices.markUncollectible(await openInvoice(bench)),
  'invoice.paid': newSubscription,
  'invoice.payment_action_required': (bench) =>
    subscription(bench, { card: 'pm_card_authenticationRequired' }),
  'invoice.payment_failed': (bench) => subscription(bench, { card: 'pm_card_chargeCustomerFail' }),
  'invoice.payment_succeeded': newSubscription,
  'invoice.upcoming': renewal,
  'invoice.voided': async (bench) => bench.stripe.invoices.voidInvoice(await openInvoice(bench)),
  'invoice_payment.paid': newSubscription,
  'payment_intent.canceled': async (bench) => bench.stripe.paymentIntents.cancel((await payment(bench)).id),
  'payment_intent.created': (bench) => payment(bench),
  'payment_intent.payment_failed': declinedCharge,
  'payment_intent.requires_action': (bench) => paid(bench, 'pm_card_authenticationRequired'),
  'payment_intent.succeeded': (bench) => paid(bench),
  'payment_method.attached': (bench) => customer(bench, 'pm_card_visa'),
  'price.created': price,
  'product.created': price,
  'refund.created': refund(),
  'refund.failed': refund('failed'),
  'setup_intent.created': (bench) => bench.stripe.setupIntents.create(),
  'setup_intent.succeeded': (bench) =>
    bench.stripe.setupIntents.create({ payment_method: 'pm_card_visa', confirm: true }),
  'subscription_schedule.created': schedule,
  'subscription_schedule.released': async (bench) =>
    bench.stripe.subscriptionSchedules.release((await schedule(bench)).id),
};
