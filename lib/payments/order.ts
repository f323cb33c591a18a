import { AppError } from '../contract/errors.ts';
import { claimRequest, earlierResult, type RequestIdentity } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { type PaymentItem, parsePayment } from './payment-item.ts';

export interface OrderDeps {
  table: Table;
  outside: Outside;
}

export type NewOrder = Pick<PaymentItem, 'userId' | 'credits' | 'description' | 'amountCents' | 'currency'>;

/**
 * Writes an order before Stripe hears of it, so that it decides what the payment buys. The same
 * `Idempotency-Key` finds the same order again.
 */
export async function placeOrder(
  { table, outside }: OrderDeps,
  order: NewOrder,
  identity: RequestIdentity | undefined,
): Promise<PaymentItem> {
  const now = outside.clock.now();
  const paymentId = newId('ord', outside);
  const placed = { ...order, paymentId, status: 'open', createdAt: now.toISOString() };
  const { outcome } = await table.transact([
    ...(identity ? [claimRequest(order.userId, identity, paymentId, now)] : []),
    {
      Put: {
        Item: { ...keys.payment(order.userId, paymentId), ...placed },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ]);
  if (outcome === 'done') return parsePayment(placed);
  if (!identity) throw new Error('A new order met another of the same id');
  const earlier = await earlierResult(table, order.userId, identity);
  return parsePayment((await table.get(keys.payment(order.userId, earlier))) ?? {});
}

/** Notes which checkout session was made for the order. The first stays: Stripe answers the same to a repeat. */
export async function keepCheckoutSession(
  { table }: OrderDeps,
  order: PaymentItem,
  sessionId: string,
): Promise<void> {
  const kept = await table.update({
    Key: keys.payment(order.userId, order.paymentId),
    UpdateExpression: 'SET checkoutSessionId = :session',
    ConditionExpression:
      'attribute_exists(pk) AND (attribute_not_exists(checkoutSessionId) OR checkoutSessionId = :session)',
    ExpressionAttributeValues: { ':session': sessionId },
  });
  // Its customer was deleted at Stripe since, say: the page that was answered first is of no use any more.
  if (!kept)
    throw new AppError('idempotency_conflict', 'This cannot be repeated any more; please start again');
}
