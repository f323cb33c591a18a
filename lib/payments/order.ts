import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import { epochSeconds } from '../platform/clock.ts';
import { sha256 } from '../platform/hash.ts';
import { newId } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { type PaymentItem, parsePayment } from './payment-item.ts';

export interface OrderDeps {
  table: Table;
  outside: Outside;
}

export type NewOrder = Pick<PaymentItem, 'userId' | 'credits' | 'description' | 'amountCents' | 'currency'>;

/** A client's `Idempotency-Key`, with the hash of what it asked for. */
export interface RequestIdentity {
  route: string;
  key: string;
  requestHash: string;
}

const idempotencySeconds = 86_400;
const idempotencyItem = z.object({
  requestHash: z.string(),
  orderId: z.string(),
  expiresAtEpochSeconds: z.int(),
});

function claim(
  userId: string,
  identity: RequestIdentity,
  orderId: string,
  nowSeconds: number,
): TransactionAction {
  const { route, key, requestHash } = identity;
  const expiresAtEpochSeconds = nowSeconds + idempotencySeconds;
  return {
    Put: {
      Item: { ...keys.idempotency(userId, route, sha256(key)), requestHash, orderId, expiresAtEpochSeconds },
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAtEpochSeconds <= :now',
      ExpressionAttributeValues: { ':now': nowSeconds },
    },
  };
}

async function earlierOrder(
  { table }: OrderDeps,
  userId: string,
  identity: RequestIdentity,
): Promise<PaymentItem> {
  const item = await table.get(keys.idempotency(userId, identity.route, sha256(identity.key)));
  const { requestHash, orderId } = idempotencyItem.parse(item);
  if (requestHash !== identity.requestHash) {
    throw new AppError('idempotency_conflict', 'This Idempotency-Key was used with another request');
  }
  return parsePayment((await table.get(keys.payment(userId, orderId))) ?? {});
}

/**
 * Writes an order before Stripe hears of it, so that it decides what the payment buys. The same
 * `Idempotency-Key` finds the same order again.
 */
export async function placeOrder(
  deps: OrderDeps,
  order: NewOrder,
  identity: RequestIdentity | undefined,
): Promise<PaymentItem> {
  const now = deps.outside.clock.now();
  const paymentId = newId('ord', deps.outside);
  const placed = { ...order, paymentId, status: 'open', createdAt: now.toISOString() };
  const { outcome } = await deps.table.transact([
    ...(identity ? [claim(order.userId, identity, paymentId, epochSeconds(now))] : []),
    {
      Put: {
        Item: { ...keys.payment(order.userId, paymentId), ...placed },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ]);
  if (outcome === 'done') return parsePayment(placed);
  if (!identity) throw new Error('A new order met another of the same id');
  return earlierOrder(deps, order.userId, identity);
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
  if (!kept) throw new Error('An order already has another checkout session');
}
