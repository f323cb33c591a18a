import * as z from 'zod/mini';
import type { Preferences } from '../contract/preference-routes.ts';
import { unlessErased } from '../erasure/erasure-item.ts';
import { NotYet } from '../events/outcome.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Mailer } from '../platform/mailer.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { parseUser } from '../users/user-item.ts';
import { wantedMails } from '../users/wanted-mails.ts';
import { type MailContent, mailHtml, mailText } from './layout.ts';

export interface MailDeps {
  table: Table;
  outside: Outside;
  mailer: Mailer;
}

/** One mail for one cause: the same template and cause are never sent twice, short of a crash right after sending. */
export interface MailCause {
  userId: string;
  template: string;
  cause: string;
  /** What people can do without, if they say so in their preferences; absent on what they must know. */
  kind?: keyof Preferences['emails'];
}

// Longer than the function may run, so that a lease that has lapsed belongs to nobody.
const leaseSeconds = 60;
const mailItem = z.object({ state: z.enum(['sending', 'sent']), leaseUntilEpochSeconds: z.int() });

async function takeLease(
  { table, outside }: MailDeps,
  { userId, template, cause }: MailCause,
): Promise<boolean> {
  const now = outside.clock.now();
  return table.put({
    Item: {
      ...keys.mail(userId, template, cause),
      state: 'sending',
      leaseUntilEpochSeconds: epochSeconds(now) + leaseSeconds,
      startedAt: now.toISOString(),
    },
    ConditionExpression: 'attribute_not_exists(pk) OR (#state = :sending AND leaseUntilEpochSeconds <= :now)',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':sending': 'sending', ':now': epochSeconds(now) },
  });
}

async function markSent({ table, outside }: MailDeps, { userId, template, cause }: MailCause): Promise<void> {
  await table.update({
    Key: keys.mail(userId, template, cause),
    UpdateExpression: 'SET #state = :sent, sentAt = :now',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':sent': 'sent', ':now': outside.clock.now().toISOString() },
  });
}

/**
 * Sends a mail unless it was sent, is of a kind that its reader does not want, or nobody knows where to. Throws `NotYet`
 * while another delivery of the event is sending it, and `AccountErased` before anything is noted when nobody is left to
 * send it to.
 */
export async function sendOnce(
  deps: MailDeps,
  cause: MailCause,
  content: MailContent,
): Promise<'sent' | 'sent before' | 'not wanted' | 'has no address'> {
  const user = await deps.table.get(keys.user(cause.userId));
  if (!user) {
    await unlessErased(deps.table, cause.userId);
    throw new Error('A mail was due to a user who is not there');
  }
  if (cause.kind && !wantedMails(user)[cause.kind]) return 'not wanted';
  const { email: to } = parseUser(user);
  if (to === null) return 'has no address';
  if (!(await takeLease(deps, cause))) {
    const item = mailItem.parse(await deps.table.get(keys.mail(cause.userId, cause.template, cause.cause)));
    if (item.state === 'sent') return 'sent before';
    throw new NotYet('The mail is being sent by another delivery of its event');
  }
  await deps.mailer.send({
    to,
    subject: content.subject,
    text: mailText(content),
    html: mailHtml(content),
  });
  await markSent(deps, cause);
  return 'sent';
}
