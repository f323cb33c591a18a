import type { Catalog } from '../contract/catalog.ts';
import { readBalance } from '../credits/balance.ts';
import { NotYet } from '../events/outcome.ts';
import { keys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import { standingOf } from '../subscriptions/standing.ts';
import { parseUser } from '../users/user-item.ts';
import { type DueMail, forgetDueMail, mailsDue } from './due-mail.ts';
import type { MailContent } from './layout.ts';
import { lowBalance } from './low-balance-mail.ts';
import { type MailDeps, sendOnce } from './send-once.ts';

export interface DueMailDeps extends MailDeps {
  catalog: Catalog;
  /** Address of our site, without a slash at its end. */
  site: string;
  log: Log;
}

/** Undefined when it has come to be untrue: refilled, free by a plan, or below zero, of which a claw-back's mail told. */
async function lowBalanceNow(deps: DueMailDeps, userId: string): Promise<MailContent | undefined> {
  const { table, catalog, outside, site } = deps;
  const item = await table.get(keys.user(userId));
  if (!item) return undefined;
  const { plan } = standingOf(catalog, parseUser(item).subscription, outside.clock.now());
  const { balance } = await readBalance(table, userId);
  const isLow = balance >= 0 && balance < catalog.low_balance_threshold && !plan.unlimited;
  return isLow ? lowBalance({ catalog, balance, site }) : undefined;
}

type Sent = 'sent' | 'dropped' | 'left';

async function sendDue(deps: DueMailDeps, due: DueMail): Promise<Sent> {
  const { userId, template, cause } = due;
  const content = await lowBalanceNow(deps, userId);
  if (content) await sendOnce(deps, { userId, template, cause, kind: 'product' }, content);
  await forgetDueMail(deps.table, due);
  return content ? 'sent' : 'dropped';
}

/** One that another run is sending is left to that, or to the next run should that die. */
async function sendUnlessBegun(deps: DueMailDeps, due: DueMail): Promise<Sent> {
  try {
    return await sendDue(deps, due);
  } catch (cause) {
    if (cause instanceof NotYet) return 'left';
    throw cause;
  }
}

/**
 * Sends each mail that is due once, or drops it when it is not true any more. One that cannot be sent holds up none of
 * the others and stays due; all that failed are thrown when the rest is done.
 */
export async function sendDueEmails(deps: DueMailDeps): Promise<Record<Sent, number>> {
  const result = { sent: 0, dropped: 0, left: 0 };
  const failures: unknown[] = [];
  for await (const due of mailsDue(deps.table, deps.outside.clock.now())) {
    try {
      result[await sendUnlessBegun(deps, due)] += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (result.sent + result.dropped + result.left > 0) deps.log.info('Due mails sent', result);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} due mails were not sent`);
  return result;
}
