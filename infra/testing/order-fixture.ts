import type Stripe from 'stripe';
import { keepCheckoutSession, placeOrder } from '../../lib/payments/order.ts';
import { keys } from '../../lib/platform/keys.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import type { Table } from '../../lib/platform/table.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import { postForm } from '../local/stripe/testing/lab.ts';

let made = 0;

interface FixtureDeps {
  table: Table;
  outside: Outside;
}

/** Someone with an account. */
async function givenPerson(deps: FixtureDeps) {
  made += 1;
  const email = `person${made}@example.com`;
  const identity = { provider: 'github', subject: String(made), email, emailAuthority: true } as const;
  const person = await signUp(deps, { ...identity, firstName: null, lastName: null, profileImageUrl: null });
  if (person.outcome !== 'signedIn') throw new Error('A test person could not sign up');
  return { userId: person.userId, email };
}

const bought = (userId: string, credits: number) => ({
  userId,
  credits,
  description: `${credits} credits`,
  amountCents: 500,
  currency: 'usd',
});

/** A user with a Stripe customer and an order, as checkout leaves them before it is paid. */
export async function orderAtCheckout(deps: FixtureDeps, credits: number) {
  const { userId, email } = await givenPerson(deps);
  const customer = `cus_test_${made}`;
  await deps.table.put({ Item: { ...keys.customer(customer), userId, customerId: customer } });
  const order = await placeOrder(deps, bought(userId, credits), undefined);
  const sessionId = `cs_test_${made}`;
  await keepCheckoutSession(deps, order, sessionId);
  const metadata = { order_id: order.paymentId, user_id: userId };
  const session = { id: sessionId, customer, client_reference_id: order.paymentId, metadata };
  return { userId, email, customer, order, session };
}

/** A user's order that is paid by card at the simulator; no event of it has been delivered yet. */
export async function orderPaidAt(stripe: Stripe, deps: FixtureDeps, credits: number) {
  const { userId, email } = await givenPerson(deps);
  const { id: customer } = await stripe.customers.create({ email });
  await deps.table.put({ Item: { ...keys.customer(customer), userId, customerId: customer } });
  const order = await placeOrder(deps, bought(userId, credits), undefined);
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    customer,
    metadata: { order_id: order.paymentId, user_id: userId },
    line_items: [
      { quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Credits' } } },
    ],
    success_url: 'http://localhost:5000/payment/success',
  });
  await keepCheckoutSession(deps, order, session.id);
  const paid = await postForm(session, { email, card: '4242424242424242' });
  if (paid.status !== 303) throw new Error(`The checkout page answered ${paid.status}`);
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  return { userId, email, order, customer, paymentIntent: String(payment_intent) };
}
