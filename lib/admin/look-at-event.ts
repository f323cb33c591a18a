import type { LookedAtEvent } from '../contract/admin-event-routes.ts';
import { AppError } from '../contract/errors.ts';
import type { Log } from '../platform/log.ts';
import { type Actor, type AuditDeps, noteAct } from './audit.ts';
import { type FoundPayload, findPayload, type PayloadDeps } from './event-payload.ts';
import { type InboxRows, inboxAnswer, inboxRows } from './inbox-rows.ts';
import { maskPayload } from './mask-payload.ts';

interface LookDeps extends AuditDeps, PayloadDeps {
  log: Log;
}

/** What became of an event is told also while Stripe does not answer: then only its payload is missing. */
async function payloadIfAny(deps: LookDeps, rows: InboxRows): Promise<FoundPayload> {
  try {
    return await findPayload(deps, rows);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    deps.log.error('No payload from Stripe', { eventId: rows.eventId, code: cause.code }, cause);
    return { outcome: 'missing', why: cause.message };
  }
}

/** One event of the inbox with its payload. Throws 404 when it never came. */
export async function lookAtEvent(
  deps: LookDeps,
  actor: Actor,
  { eventId, isRevealed }: { eventId: string; isRevealed: boolean },
): Promise<LookedAtEvent> {
  const rows = await inboxRows(deps.table, eventId);
  if (!rows) throw new AppError('not_found', 'Event not found');
  const found = await payloadIfAny(deps, rows);
  if (found.outcome === 'missing')
    return { event: inboxAnswer(rows), payload: null, payloadMissing: found.why };
  if (isRevealed) await noteAct(deps, actor, { act: 'revealEvent', eventId });
  const event = maskPayload(JSON.parse(found.text), isRevealed);
  return {
    event: inboxAnswer(rows),
    payload: { source: found.source, masked: !isRevealed, event },
    payloadMissing: null,
  };
}
