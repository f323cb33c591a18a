import * as z from 'zod/mini';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Item, Table, TransactionAction } from '../platform/table.ts';

/** A mail that something made due, to be sent by the schedule. Of each template a person has one: the latest. */
const dueMail = z.object({
  userId: z.string(),
  template: z.enum(['low-balance']),
  cause: z.string(),
  dueAt: z.string(),
});

export type DueMail = z.output<typeof dueMail>;

/** To go into the transaction of what makes it due. */
export function dueMailAction(mail: DueMail): TransactionAction {
  const { userId, template, dueAt } = mail;
  return {
    Put: { Item: { ...keys.dueMail(userId, template), ...mail, ...staffKeys.dueMail(dueAt, userId) } },
  };
}

/** Those that are due by now, the longest due first, page by page. */
export async function* mailsDue(table: Table, now: Date): AsyncGenerator<DueMail> {
  // What is due this very moment has its person behind the time.
  const { staffPk, staffSk } = staffKeys.dueMail(now.toISOString(), '~');
  let from: Item | undefined;
  do {
    const page = await table.query({
      IndexName: 'staff',
      // An index is a moment behind the table; what it shows too late is sent by the next run.
      ConsistentRead: false,
      KeyConditionExpression: 'staffPk = :due AND staffSk < :now',
      ExpressionAttributeValues: { ':due': staffPk, ':now': staffSk },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    yield* page.items.map((item) => dueMail.parse(item));
    from = page.lastKey && { ...page.lastKey };
  } while (from);
}

/** Unless another has become due in its place. */
export async function forgetDueMail(table: Table, { userId, template, cause }: DueMail): Promise<void> {
  await table.remove({
    Key: keys.dueMail(userId, template),
    ConditionExpression: 'cause = :cause',
    ExpressionAttributeValues: { ':cause': cause },
  });
}
