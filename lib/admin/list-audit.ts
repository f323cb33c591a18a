import type { AuditEntry } from '../contract/admin-routes.ts';
import type { Page } from '../contract/fields.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { parseUser } from '../users/user-item.ts';
import { auditAnswer, parseAudit } from './audit.ts';
import { staffPage, staffPosition } from './staff-page.ts';

/** The addresses of those of these people who still have an account. */
async function addressesOf(table: Table, userIds: string[]): Promise<Map<string, string | null>> {
  if (userIds.length === 0) return new Map();
  const items = await table.getAll(userIds.map(keys.user));
  return new Map(
    items.flatMap((item) => (item ? [parseUser(item)] : [])).map(({ userId, email }) => [userId, email]),
  );
}

/** The trail, newest first. */
export async function listAudit(
  { table, cursors }: { table: Table; cursors: CursorSeal },
  adminId: string,
  { limit, cursor }: Page,
): Promise<{ entries: AuditEntry[]; nextCursor: string | null }> {
  const from = cursor === undefined ? undefined : staffPosition(cursors.open('audit', adminId, cursor));
  const { items, lastKey } = await staffPage(table, staffKeys.audit('', '').staffPk, { limit, from });
  const acts = items.map(parseAudit);
  const people = acts.map(({ who }) => who).filter((who) => who.startsWith('usr_'));
  const addresses = await addressesOf(table, [...new Set(people)]);
  return {
    entries: acts.map((act) => auditAnswer(act, addresses.get(act.who) ?? null)),
    nextCursor: lastKey ? cursors.seal('audit', adminId, lastKey) : null,
  };
}
