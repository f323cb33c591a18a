import type Stripe from 'stripe';
import type { Bench } from './bench.ts';

/** What recipes begin with. Everything is made anew, so that a trigger never meddles with what the shop has. */

export const GOOD_CARD = '4242424242424242';
const CENTS = 2000;

export async function customer({ stripe }: Bench, card?: string): Promise<Stripe.Customer> {
  const made = await stripe.customers.create({
    description: '(created by a trigger)',
    email: 'trigger@example.com',
  });
  if (card === undefined) return made;
  return stripe.customers.update(made.id, { invoice_settings: { default_payment_method: card } });
}

export async function price({ stripe }: Bench): Promise<Stripe.Price> {
  return stripe.prices.create({
    currency: 'usd',
    product_data: { name: '(created by a trigger)' },
    recurring: { interval: 'month' },
    unit_amount: CENTS,
  });
}

export async function subscription(
  bench: Bench,
  { card = 'pm_card_visa', ...more }: { card?: string } & Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> {
  const [{ id }, sold] = await Promise.all([customer(bench, card), price(bench)]);
  return bench.stripe.subscriptions.create({ customer: id, items: [{ price: sold.id }], ...more });
}

export async function payment(
  { stripe }: Bench,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: CENTS,
    currency: 'usd',
    description: '(created by a trigger)',
    ...more,
  });
}

export async function paid(bench: Bench, card = 'pm_card_visa'): Promise<Stripe.PaymentIntent> {
  return payment(bench, { confirm: true, payment_method: card });
}

export async function checkout({ stripe }: Bench): Promise<Stripe.Checkout.Session> {
  return stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'usd', unit_amount: CENTS, product_data: { name: '(created by a trigger)' } },
      },
    ],
    success_url: 'http://localhost:5000/payment/success?session_id={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://localhost:5000/payment/cancel',
  });
}
