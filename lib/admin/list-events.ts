import type { InboxEvent, InboxState } from '../contract/admin-event-routes.ts';
import type { Page } from '../contract/fields.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { staffKeys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { type InboxRows, inboxAnswer, inboxRows } from './inbox-rows.ts';
import { staffPage, staffPosition } from './staff-page.ts';

interface EventsWish extends Page {
  state?: 'failing' | 'parked' | 'ignored' | undefined;
}

/** What the staff index lists them under. */
const listedUnder = {
  failing: staffKeys.failing('', '').staffPk,
  parked: staffKeys.parked('', '').staffPk,
  ignored: staffKeys.event('', '').staffPk,
  all: staffKeys.event('', '').staffPk,
};

// Ignored events are picked out of all of them: so many pages are read for one answer, which may hold fewer than asked.
const mostPages = 5;

/** Of two consumers that failed at one event the later one lists it, so that no list shows it twice. */
function isListedHere({ at, state }: Item, { consumers }: InboxRows): boolean {
  return !consumers.some((row) => row.state === state && row.at > String(at));
}

/** The events whose rows these are. What the index still shows, though the table has it otherwise, is left out. */
async function eventsOf(table: Table, items: Item[], state: EventsWish['state']): Promise<InboxEvent[]> {
  const found = await Promise.all(
    items.map(async (item) => {
      const rows = await inboxRows(table, String(item.eventId));
      return rows && isListedHere(item, rows) ? [inboxAnswer(rows)] : [];
    }),
  );
  const events = new Map(found.flat().map((event) => [event.id, event]));
  return [...events.values()].filter((event) => hasState(event, state));
}

/** An event may fail at one consumer while it is parked at another: both lists show it. */
function hasState({ state, consumers }: InboxEvent, wanted: InboxState | undefined): boolean {
  if (wanted === undefined) return true;
  return wanted === 'ignored' ? state === 'ignored' : consumers.some((one) => one.state === wanted);
}

/** The inbox, newest first: all that came, or what is in a state that staff care about. */
export async function listEvents(
  { table, cursors }: { table: Table; cursors: CursorSeal },
  adminId: string,
  { state, limit, cursor }: EventsWish,
): Promise<{ events: InboxEvent[]; nextCursor: string | null }> {
  const list = `events-${state ?? 'all'}`;
  const events: InboxEvent[] = [];
  let from = cursor === undefined ? undefined : staffPosition(cursors.open(list, adminId, cursor));
  for (let pages = 0; pages < mostPages; pages += 1) {
    const wish = { limit: limit - events.length, from };
    const page = await staffPage(table, listedUnder[state ?? 'all'], wish);
    events.push(...(await eventsOf(table, page.items, state)));
    from = page.lastKey && { ...page.lastKey };
    if (!from || events.length === limit || state !== 'ignored') break;
  }
  return { events, nextCursor: from ? cursors.seal(list, adminId, from) : null };
}
