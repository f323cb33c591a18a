import * as z from 'zod/mini';
import { keys, staffKeys } from '../platform/keys.ts';
import { listed } from '../platform/staff-index.ts';
import type { Table, TransactionAction } from '../platform/table.ts';

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

/** Those that are due by now, the longest due first. */
export async function* mailsDue(table: Table, now: Date): AsyncGenerator<DueMail> {
  // What is due this very moment has its person behind the time.
  const { staffPk, staffSk } = staffKeys.dueMail(now.toISOString(), '~');
  for await (const item of listed(table, staffPk, staffSk)) yield dueMail.parse(item);
}

/** Unless another has become due in its place. */
export async function forgetDueMail(table: Table, { userId, template, cause }: DueMail): Promise<void> {
  await table.remove({
    Key: keys.dueMail(userId, template),
    ConditionExpression: 'cause = :cause',
    ExpressionAttributeValues: { ':cause': cause },
  });
}
