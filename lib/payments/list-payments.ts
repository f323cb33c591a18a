import * as z from 'zod/mini';
import type { Payment } from '../contract/billing-routes.ts';
import type { Page } from '../contract/fields.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { keys, orderPrefix } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { parsePayment, paymentAnswer } from './payment-item.ts';

const position = z.object({ pk: z.string(), sk: z.string() });

/** A person's payments, newest first. */
export async function listPayments(
  { table, cursors }: { table: Table; cursors: CursorSeal },
  userId: string,
  { limit, cursor }: Page,
): Promise<{ payments: Payment[]; next_cursor: string | null }> {
  const { items, lastKey } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': orderPrefix },
    ScanIndexForward: false,
    Limit: limit,
    ...(cursor === undefined
      ? {}
      : { ExclusiveStartKey: position.parse(cursors.open('payments', userId, cursor)) }),
  });
  return {
    payments: items.map((item) => paymentAnswer(parsePayment(item))),
    next_cursor: lastKey ? cursors.seal('payments', userId, lastKey) : null,
  };
}
