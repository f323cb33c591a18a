import * as z from 'zod/mini';
import { type AdminAct, type AuditEntry, adminActs } from '../contract/admin-routes.ts';
import { newId } from '../platform/ids.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';

export interface AuditDeps {
  table: Table;
  outside: Outside;
}

/** Who acts: an admin by a request, or an operator by a command. */
export interface Actor {
  /** A person's id, or `operator:<login>`. */
  who: string;
  requestId?: string;
}

interface Act {
  act: AdminAct;
  /** Whom or what it is about. */
  userId?: string;
  eventId?: string;
  credits?: number;
  /** Of how many events are put back. */
  events?: number;
  reason?: string;
}

const auditItem = z.object({
  auditId: z.string(),
  at: z.iso.datetime(),
  who: z.string(),
  act: z.enum(adminActs),
  userId: z.optional(z.string()),
  eventId: z.optional(z.string()),
  credits: z.optional(z.int()),
  events: z.optional(z.int()),
  reason: z.optional(z.string()),
  requestId: z.optional(z.string()),
});

export type AuditItem = z.output<typeof auditItem>;

export const parseAudit = (item: Item): AuditItem => auditItem.parse(item);

/** The act as it stands in the trail: to go into one transaction with what is done, under an id that the act can bear too. */
export function auditAction({ who, requestId }: Actor, act: Act, { outside }: Pick<AuditDeps, 'outside'>) {
  const at = outside.clock.now().toISOString();
  const auditId = newId('adm', outside);
  const Item = {
    ...keys.audit(at, auditId),
    ...staffKeys.audit(at, auditId),
    ...act,
    auditId,
    at,
    who,
    requestId,
  };
  return { auditId, at, action: { Put: { Item, ConditionExpression: 'attribute_not_exists(pk)' } } };
}

/** For an act that writes nothing else here: before it. What cannot be noted is not done. */
export async function noteAct(deps: AuditDeps, actor: Actor, act: Act): Promise<void> {
  const { action } = auditAction(actor, act, deps);
  await deps.table.put(action.Put);
}

export function auditAnswer(item: AuditItem, whoEmail: string | null): AuditEntry {
  return {
    id: item.auditId,
    at: item.at,
    who: item.who,
    whoEmail,
    act: item.act,
    userId: item.userId ?? null,
    eventId: item.eventId ?? null,
    credits: item.credits ?? null,
    events: item.events ?? null,
    reason: item.reason ?? null,
    requestId: item.requestId ?? null,
  };
}
