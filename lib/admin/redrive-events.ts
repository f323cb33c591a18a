import { AppError } from '../contract/errors.ts';
import { stripeEvent, stripeEventSource } from '../contract/stripe-events.ts';
import { putOnBus } from '../events/forward.ts';
import type { Bus } from '../platform/bus.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { staffKeys } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { type Actor, type AuditDeps, noteAct } from './audit.ts';
import { findPayload, type PayloadDeps } from './event-payload.ts';
import { type InboxRows, inboxRows } from './inbox-rows.ts';
import { staffPage, staffPosition } from './staff-page.ts';

export interface RedriveDeps extends AuditDeps, PayloadDeps {
  bus: Bus;
  cursors: CursorSeal;
}

const isStuck = ({ consumers }: InboxRows) =>
  consumers.some(({ state }) => state === 'parked' || state === 'failing');

type Ready = { outcome: 'ready'; put(): Promise<void> } | { outcome: 'gone'; why: string };

/** Finds what is to go on the bus, for every consumer of its type: what was done before is not done twice. */
async function prepare(deps: RedriveDeps, rows: InboxRows): Promise<Ready> {
  const found = await findPayload(deps, rows);
  if (found.outcome === 'missing') return { outcome: 'gone', why: found.why };
  const detail: { object?: unknown; type?: unknown } = JSON.parse(found.text);
  if (detail.object === 'event')
    return { outcome: 'ready', put: () => putOnBus(deps.bus, stripeEvent.parse(detail), found.text) };
  const message = { source: stripeEventSource, type: String(detail.type), detail: found.text };
  return { outcome: 'ready', put: () => deps.bus.put(message) };
}

/**
 * Puts an event to its consumers again, if it is parked or failing at any; answers how many that were, 0 or 1. It is in
 * the trail before it is on the bus. Throws 409 when Stripe no longer has it.
 */
export async function redriveEvent(deps: RedriveDeps, actor: Actor, eventId: string): Promise<number> {
  const rows = await inboxRows(deps.table, eventId);
  if (!rows) throw new AppError('not_found', 'Event not found');
  if (!isStuck(rows)) return 0;
  const ready = await prepare(deps, rows);
  if (ready.outcome === 'gone') throw new AppError('event_gone', ready.why);
  await noteAct(deps, actor, { act: 'redriveEvent', eventId });
  await ready.put();
  return 1;
}

interface Selection {
  state: 'parked' | 'failing';
  code?: string | undefined;
  cursor?: string | undefined;
}

// As many as one request has time for, also when each of them has to be fetched from Stripe.
const eventsPerRequest = 25;

async function rowsOf(deps: RedriveDeps, items: Item[], { state, code }: Selection): Promise<InboxRows[]> {
  const wanted = items.filter((item) => code === undefined || item.code === code);
  const ids = [...new Set(wanted.map(({ eventId }) => String(eventId)))];
  const rows = await Promise.all(ids.map((eventId) => inboxRows(deps.table, eventId)));
  // The index is a moment behind: what is done by now stays.
  return rows.flatMap((one) => (one?.consumers.some((row) => row.state === state) ? [one] : []));
}

/** The same for all in a state, the oldest first: a page at a time, until there is no cursor. */
export async function redriveEvents(
  deps: RedriveDeps,
  actor: Actor,
  selection: Selection,
): Promise<{ redriven: number; gone: number; nextCursor: string | null }> {
  const { state, code, cursor } = selection;
  const list = `redrive-${state}`;
  const from = cursor === undefined ? undefined : staffPosition(deps.cursors.open(list, actor.who, cursor));
  const { staffPk } = staffKeys[state]('', '');
  const { items, lastKey } = await staffPage(deps.table, staffPk, {
    limit: eventsPerRequest,
    from,
    oldestFirst: true,
  });
  const rows = await rowsOf(deps, items, selection);
  const all = await Promise.all(rows.map((one) => prepare(deps, one)));
  const ready = all.flatMap((one) => (one.outcome === 'ready' ? [one] : []));
  const reason = code === undefined ? state : `${state}: ${code}`;
  if (ready.length > 0) await noteAct(deps, actor, { act: 'redriveEvents', events: ready.length, reason });
  for (const { put } of ready) await put();
  return {
    redriven: ready.length,
    gone: all.length - ready.length,
    nextCursor: lastKey ? deps.cursors.seal(list, actor.who, lastKey) : null,
  };
}
