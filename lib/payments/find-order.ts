import { keys, orderPrefix } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import type { CheckoutSession } from './checkout-session.ts';
import { type FoundOrder, missing } from './order-found.ts';
import { type PaymentItem, parsePayment } from './payment-item.ts';

const userIdShape = /^usr_[0-9A-Z]{26}$/;
const orderIdShape = /^ord_[0-9A-Z]{26}$/;

/** What the session says of itself, in words that anyone with Stripe's key can edit: it only helps to look in one go. */
function hintOf({ metadata, client_reference_id }: CheckoutSession) {
  const matching = (shape: RegExp, words: unknown[]) =>
    words.find((word): word is string => typeof word === 'string' && shape.test(word));
  return {
    userId: matching(userIdShape, [metadata?.user_id]),
    orderId: matching(orderIdShape, [metadata?.order_id, client_reference_id]),
  };
}

/** An order whose session was never noted (we fell between making and noting it) is taken by its name. */
function orderFor({ id }: CheckoutSession, item: Item | undefined): PaymentItem | undefined {
  const order = item && parsePayment(item);
  return order && (order.checkoutSessionId ?? id) === id ? order : undefined;
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
        ':prefix': orderPrefix,
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
  const hint = hintOf(session);
  const hinted = hint.userId && hint.orderId ? [keys.payment(hint.userId, hint.orderId)] : [];
  const [customer, item] = await table.getAll([keys.customer(session.customer), ...hinted]);
  if (typeof customer?.userId !== 'string')
    return missing('unknown_customer', `No user has the customer ${session.customer}`);
  const { userId } = customer;
  const named =
    userId === hint.userId || !hint.orderId ? item : await table.get(keys.payment(userId, hint.orderId));
  const order = orderFor(session, named) ?? (await orderOfSession(table, userId, session.id));
  const erased = typeof customer.erasedAt === 'string' ? { erasedAt: customer.erasedAt } : {};
  return order
    ? { outcome: 'found', order, ...erased }
    : missing('unknown_payment', `User ${userId} has no order for ${session.id}`);
}
