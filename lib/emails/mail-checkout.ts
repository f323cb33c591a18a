import type { StripeEvent } from '../contract/stripe-events.ts';
import { readBalance } from '../credits/balance.ts';
import { type ConsumerOutcome, done, ignored, NotYet, parked } from '../events/outcome.ts';
import { type CheckoutSession, readCheckoutSession } from '../payments/checkout-session.ts';
import { findOrder } from '../payments/find-order.ts';
import type { PaymentItem } from '../payments/payment-item.ts';
import { paymentFailed, receipt } from './checkout-mails.ts';
import type { EventMailDeps } from './event-mail-deps.ts';
import { sendOnce } from './send-once.ts';

async function mailReceipt(deps: EventMailDeps, payment: PaymentItem): Promise<ConsumerOutcome> {
  if (payment.status !== 'paid') throw new NotYet('The receipt waits until the credits are there');
  const { userId, paymentId } = payment;
  const { available } = await readBalance(deps.table, userId);
  const result = await sendOnce(
    deps,
    { userId, template: 'receipt', cause: paymentId, kind: 'receipts' },
    receipt(payment, available, deps.site),
  );
  return done(`Receipt of ${paymentId} ${result}`);
}

/** Why the payment failed, in Stripe's words for customers. The event itself does not tell. */
async function failureReason(
  { stripe }: EventMailDeps,
  session: CheckoutSession,
): Promise<string | undefined> {
  if (!session.payment_intent) return undefined;
  const intent = await (await stripe()).paymentIntents.retrieve(session.payment_intent);
  return intent.last_payment_error?.message ?? undefined;
}

async function mailFailure(
  deps: EventMailDeps,
  payment: PaymentItem,
  session: CheckoutSession,
): Promise<ConsumerOutcome> {
  if (payment.status === 'paid') return ignored('The payment came through after all');
  if (payment.status !== 'failed') throw new NotYet('The mail waits until the payment is noted as failed');
  const { userId, paymentId } = payment;
  const content = paymentFailed(payment, await failureReason(deps, session), deps.site);
  const result = await sendOnce(deps, { userId, template: 'payment-failed', cause: paymentId }, content);
  return done(`Mail on the failure of ${paymentId} ${result}`);
}

/** The mail that a `checkout.session.*` event is due: a receipt once the credits are there, or that it failed. */
export async function mailCheckout(deps: EventMailDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const session = readCheckoutSession(event);
  if (!session) return parked('unreadable', 'The checkout session has a shape that is not known');
  if (session.mode !== 'payment')
    return ignored(`Checkout of mode ${session.mode} has no receipt of its own`);
  const hasFailed = event.type === 'checkout.session.async_payment_failed';
  if (!hasFailed && session.payment_status === 'unpaid')
    return ignored('The payment has not come through yet');
  const found = await findOrder(deps.table, session);
  if (found.outcome === 'missing') return found.parked;
  return hasFailed ? mailFailure(deps, found.order, session) : mailReceipt(deps, found.order);
}
