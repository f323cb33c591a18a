import type { AdminEntry, AdminPerson, AdminSubscription } from '../contract/admin-user-routes.ts';
import type { LedgerEntry } from '../contract/billing-routes.ts';
import type { Catalog } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
import type { Page } from '../contract/fields.ts';
import { currentBalance } from '../credits/current-balance.ts';
import { parseEntry } from '../credits/entry.ts';
import { readStatement } from '../credits/statement.ts';
import { listPayments } from '../payments/list-payments.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { allSubscriptions } from '../subscriptions/list-subscriptions.ts';
import { standingOf } from '../subscriptions/standing.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { type Actor, type AuditDeps, noteAct } from './audit.ts';
import { foundUserAnswer } from './find-users.ts';

export interface LookDeps extends AuditDeps {
  cursors: CursorSeal;
  catalog: Catalog;
}

const mostPayments = 100;

async function readUser(table: Table, userId: string): Promise<UserItem> {
  const item = await table.get(keys.user(userId));
  if (!item) throw new AppError('not_found', 'User not found');
  return parseUser(item);
}

const subscriptionAnswer = (row: Subscription): AdminSubscription => ({
  id: row.subscriptionId,
  tier: row.tier,
  interval: row.interval,
  status: row.status,
  amount: row.amountCents,
  currency: row.currency,
  createdAt: row.createdAt,
  currentPeriodEnd: row.currentPeriodEnd,
  cancelAt: row.cancelAt,
  endedAt: row.endedAt,
  trialEnd: row.trialEnd,
  duplicateOf: row.duplicateOf,
});

async function subscriptionAnswers(table: Table, userId: string): Promise<AdminSubscription[]> {
  const rows = await allSubscriptions(table, userId);
  return rows.map(subscriptionAnswer).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

/** Whose each admin's entry is: it stands on the entry, and is nothing for the person's own statement. */
async function withAuthors(table: Table, userId: string, entries: LedgerEntry[]): Promise<AdminEntry[]> {
  const byAdmins = entries.filter(({ source }) => source.kind === 'admin');
  const items =
    byAdmins.length === 0
      ? []
      : await table.getAll(byAdmins.map(({ id, created_at: at }) => keys.ledgerEntry(userId, at, id)));
  const authors = new Map(
    items.flatMap((item) => (item ? [parseEntry(item)] : [])).map(({ cause, by }) => [cause, by]),
  );
  return entries.map((entry) => ({ ...entry, by: authors.get(entry.id) ?? null }));
}

function planAnswer({ catalog, outside }: LookDeps, { subscription }: UserItem): AdminPerson['plan'] {
  const { plan, graceUntil } = standingOf(catalog, subscription, outside.clock.now());
  return { tier: plan.tier, name: plan.name, unlimited: plan.unlimited, graceUntil };
}

/** All that staff need to answer a person's question. The look is in the trail; so is each further page of the ledger. */
export async function lookAtUser(
  deps: LookDeps,
  actor: Actor,
  { userId, page }: { userId: string; page: Page },
): Promise<AdminPerson> {
  const { table } = deps;
  const user = await readUser(table, userId);
  await noteAct(deps, actor, { act: 'lookAtUser', userId });
  const { balance, available, held } = await currentBalance(deps, userId);
  const { entries, next_cursor } = await readStatement(deps, userId, page);
  const { payments } = await listPayments(deps, userId, { limit: mostPayments });
  return {
    user: {
      ...foundUserAnswer(user),
      companyName: user.companyName,
      stripeCustomerId: user.stripeCustomerId ?? null,
    },
    plan: planAnswer(deps, user),
    balance: { balance, available, held },
    ledger: { entries: await withAuthors(table, userId, entries), next_cursor },
    payments,
    subscriptions: await subscriptionAnswers(table, userId),
  };
}
