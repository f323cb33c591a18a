import type Stripe from 'stripe';
import { isMissingCustomer } from '../platform/stripe.ts';
import { closeInvoices, endNow } from './pending-at-stripe.ts';
import { isFinal } from './subscription-item.ts';

/** One that was paid or ran out meanwhile is not open: what it made is found after it. */
async function expireSession(stripe: Stripe, sessionId: string): Promise<void> {
  try {
    await stripe.checkout.sessions.expire(sessionId);
  } catch (cause) {
    const { status } = await stripe.checkout.sessions.retrieve(sessionId);
    if (status === 'open') throw cause;
  }
}

async function expireSessions(stripe: Stripe, customer: string): Promise<number> {
  let count = 0;
  for await (const { id } of stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 })) {
    await expireSession(stripe, id);
    count += 1;
  }
  return count;
}

async function endSubscriptions(stripe: Stripe, customer: string): Promise<number> {
  let count = 0;
  for await (const subscription of stripe.subscriptions.list({ customer, status: 'all', limit: 100 })) {
    if (isFinal(subscription)) continue;
    await endNow(stripe, subscription.id);
    count += 1;
  }
  return count;
}

/**
 * Sees to it that a customer pays nothing more: no open checkout, no subscription, no draft or open invoice, in this order,
 * because each can make the next. Answers how many there were: 0 is Stripe's word that nothing is left.
 */
export async function endAtStripe(stripe: Stripe, customer: string): Promise<number> {
  try {
    const sessions = await expireSessions(stripe, customer);
    const subscriptions = await endSubscriptions(stripe, customer);
    return sessions + subscriptions + (await closeInvoices(stripe, { customer }));
  } catch (cause) {
    // A customer that Stripe does not know cannot be charged.
    if (isMissingCustomer(cause)) return 0;
    throw cause;
  }
}
