import { type Parked, parked } from '../events/outcome.ts';
import { keys, paymentPrefix } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import type { CheckoutSession } from './checkout-session.ts';
import { type PaymentItem, parsePayment } from './payment-item.ts';

/** The order, or why there is none: no waiting would bring it. */
export type FoundOrder = { outcome: 'found'; order: PaymentItem } | { outcome: 'missing'; parked: Parked };

export const missing = (...why: Parameters<typeof parked>): FoundOrder => ({
  outcome: 'missing',
  parked: parked(...why),
});
const orderIdShape = /^ord_[0-9A-Z]{26}$/;

async function orderNamed(
  table: Table,
  userId: string,
  session: CheckoutSession,
): Promise<PaymentItem | undefined> {
  for (const orderId of [session.metadata?.order_id, session.client_reference_id]) {
    if (typeof orderId !== 'string' || !orderIdShape.test(orderId)) continue;
    const item = await table.get(keys.payment(userId, orderId));
    const order = item && parsePayment(item);
    // An order whose session was never noted (we fell between making and noting it) is taken by its name.
    if (order && (order.checkoutSessionId ?? session.id) === session.id) return order;
  }
  return undefined;
}

/** Looks through all orders of the person for the one whose checkout session this is. */
async function orderOfSession(
  table: Table,
  userId: string,
  sessionId: string,
): Promise<PaymentItem | undefined> {
  let from: { pk: string; sk: string } | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      FilterExpression: 'checkoutSessionId = :session',
      ExpressionAttributeValues: {
        ':pk': keys.user(userId).pk,
        ':prefix': paymentPrefix,
        ':session': sessionId,
      },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    const [item] = page.items;
    if (item) return parsePayment(item);
    from = page.lastKey;
  } while (from);
  return undefined;
}

/**
 * From a session to the order it pays: customer → user → that user's order. The event's own words only help to
 * find it faster; when they name someone else's order, or none, the session's id decides.
 */
export async function findOrder(table: Table, session: CheckoutSession): Promise<FoundOrder> {
  if (!session.customer) return missing('unknown_customer', 'The checkout session has no customer');
  const customer = await table.get(keys.customer(session.customer));
  if (typeof customer?.userId !== 'string')
    return missing('unknown_customer', `No user has the customer ${session.customer}`);
  const { userId } = customer;
  const order =
    (await orderNamed(table, userId, session)) ?? (await orderOfSession(table, userId, session.id));
  return order
    ? { outcome: 'found', order }
    : missing('unknown_payment', `User ${userId} has no order for ${session.id}`);
}
