import { keepCheckoutSession, placeOrder } from '../../lib/payments/order.ts';
import { keys } from '../../lib/platform/keys.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import type { Table } from '../../lib/platform/table.ts';
import { signUp } from '../../lib/users/sign-up.ts';

let made = 0;

/** A user with a Stripe customer and an order, as checkout leaves them before it is paid. */
export async function orderAtCheckout(deps: { table: Table; outside: Outside }, credits: number) {
  made += 1;
  const email = `person${made}@example.com`;
  const identity = { provider: 'github', subject: String(made), email, emailAuthority: true } as const;
  const person = await signUp(deps, { ...identity, firstName: null, lastName: null, profileImageUrl: null });
  if (person.outcome !== 'signedIn') throw new Error('A test person could not sign up');
  const { userId } = person;
  const customer = `cus_test_${made}`;
  await deps.table.put({ Item: { ...keys.customer(customer), userId, customerId: customer } });
  const bought = { userId, credits, description: `${credits} credits`, amountCents: 500, currency: 'usd' };
  const order = await placeOrder(deps, bought, undefined);
  const sessionId = `cs_test_${made}`;
  await keepCheckoutSession(deps, order, sessionId);
  const metadata = { order_id: order.paymentId };
  const session = { id: sessionId, customer, client_reference_id: order.paymentId, metadata };
  return { userId, email, customer, order, session };
}
