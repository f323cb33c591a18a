import type Stripe from 'stripe';
import { consumedEventTypes, consumersOf, type StripeEvent, stripeEvent } from '../contract/stripe-events.ts';
import type { Bus } from '../platform/bus.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Count } from '../platform/metrics.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { putOnBus } from './forward.ts';

export interface MissedEventsDeps {
  table: Table;
  bus: Bus;
  outside: Outside;
  log: Log;
  count: Count;
  stripe(): Promise<Stripe>;
}

export interface MissedEvents {
  /** Events that Stripe has in the time looked at. */
  seen: number;
  /** Of these, how many had not arrived, or had got lost on the way to a consumer, and are on the bus now. */
  forwarded: number;
}

// Younger ones are on their way; Stripe itself repeats them within minutes.
const graceSeconds = 600;
// A consumer has parked by then what it could not do: when it says nothing, it never had the event.
const silentConsumerSeconds = 25 * 3_600;
// Stripe's limit for one list.
const typesPerList = 20;
// BatchGetItem takes 100 keys; an event has one, and one for each of its consumers.
const eventsPerLook = 25;

function consumedTypes(): string[] {
  return [...new Set(Object.values<readonly string[]>(consumedEventTypes).flat())].sort();
}

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/** Those that never arrived, and old ones that a consumer has nothing to say about. */
async function missedOf({ table, outside }: MissedEventsDeps, events: StripeEvent[]): Promise<StripeEvent[]> {
  const nowSeconds = epochSeconds(outside.clock.now());
  const wanted = events.map((event) => [
    keys.event(event.id),
    ...consumersOf(event.type).map((consumer) => keys.eventConsumer(event.id, consumer)),
  ]);
  const found = await table.getAll(wanted.flat());
  let at = 0;
  return events.filter((event, i) => {
    const length = wanted[i]?.length ?? 0;
    const [arrival, ...outcomes] = found.slice(at, at + length);
    at += length;
    if (nowSeconds - event.created < graceSeconds) return false;
    return !arrival || (outcomes.includes(undefined) && nowSeconds - event.created > silentConsumerSeconds);
  });
}

async function forward({ bus, log, count }: MissedEventsDeps, event: StripeEvent): Promise<void> {
  log.warn('Forwarding a missed event', { eventId: event.id, type: event.type });
  await putOnBus(bus, event, JSON.stringify(event));
  count('MissedEvents');
}

/**
 * Looks through Stripe's events since then and puts on the bus what never got to where it belongs. Consumers act
 * once by cause, so an event too many does no harm. Stripe keeps events for 30 days.
 */
export async function forwardMissedEvents(
  deps: MissedEventsDeps,
  sinceEpochSeconds: number,
): Promise<MissedEvents> {
  const result: MissedEvents = { seen: 0, forwarded: 0 };
  for (const types of chunks(consumedTypes(), typesPerList)) {
    const parameters = { types, created: { gte: sinceEpochSeconds }, limit: 100 };
    let page = await (await deps.stripe()).events.list(parameters);
    for (;;) {
      const events = page.data.map((event) => stripeEvent.parse(event));
      result.seen += events.length;
      for (const some of chunks(events, eventsPerLook)) {
        const missed = await missedOf(deps, some);
        for (const event of missed) await forward(deps, event);
        result.forwarded += missed.length;
      }
      const last = events.at(-1);
      if (!page.has_more || !last) break;
      page = await (await deps.stripe()).events.list({ ...parameters, starting_after: last.id });
    }
  }
  return result;
}
