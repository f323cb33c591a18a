import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { consumersOf, type StripeEvent, stripeEvent, stripeEventTypes } from '../contract/stripe-events.ts';
import type { Bus } from '../platform/bus.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Count } from '../platform/metrics.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';
import { putOnBus } from './forward.ts';

export interface MissedEventsDeps {
  table: Table;
  bus: Bus;
  outside: Outside;
  log: Log;
  count: Count;
  stripe(): Promise<Stripe>;
}

/** From `gte` to before `lt`, Unix seconds. */
export interface Slice {
  gte: number;
  lt: number;
}

// Younger ones are on their way; Stripe itself repeats them within minutes.
const graceSeconds = 600;
// A consumer has parked by then what it could not do: when it says nothing, it never had the event.
const silentConsumerSeconds = 25 * 3_600;
// Stripe's limit for one list.
const typesPerList = 20;
// BatchGetItem takes 100 keys; an event has one, and one for each of its consumers.
const eventsPerLook = 25;

const arrivalItem = z.object({ arrivedAt: z.iso.datetime() });

/** Whether a consumer never said what it made of an event: that a try failed is no word on it. */
const isSilent = (outcome: Item | undefined): boolean => outcome === undefined || outcome.state === 'failing';

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/** What Stripe has of the slice, of the types that Cue acts on, the oldest first: as they should have come. */
export async function eventsAtStripe({ stripe }: MissedEventsDeps, slice: Slice): Promise<StripeEvent[]> {
  const events: StripeEvent[] = [];
  for (const types of chunks(stripeEventTypes, typesPerList)) {
    const list = (await stripe()).events.list({ types, created: slice, limit: 100 });
    for await (const event of list) events.push(stripeEvent.parse(event));
  }
  return events.toReversed().sort((a, b) => a.created - b.created);
}

/** Whether what the inbox has of the event shows that it got lost, on the way here or on the way to a consumer. */
function isMissed(event: StripeEvent, arrival: Item | undefined, outcomes: (Item | undefined)[], now: Date) {
  if (!outcomes.some(isSilent)) return false;
  if (!arrival) return epochSeconds(now) - event.created > graceSeconds;
  const arrivedAt = new Date(arrivalItem.parse(arrival).arrivedAt);
  return epochSeconds(now) - epochSeconds(arrivedAt) > silentConsumerSeconds;
}

async function missedOf({ table, outside }: MissedEventsDeps, events: StripeEvent[]): Promise<StripeEvent[]> {
  const keysOf = ({ id, type }: StripeEvent) => [
    keys.event(id),
    ...consumersOf(type).map((consumer) => keys.eventConsumer(id, consumer)),
  ];
  const found = await table.getAll(events.flatMap(keysOf));
  return events.filter((event) => {
    const [arrival, ...outcomes] = found.splice(0, keysOf(event).length);
    return isMissed(event, arrival, outcomes, outside.clock.now());
  });
}

/** Which of these events never got to where they belong. */
export async function missedEvents(deps: MissedEventsDeps, events: StripeEvent[]): Promise<StripeEvent[]> {
  const missed: StripeEvent[] = [];
  for (const some of chunks(events, eventsPerLook)) missed.push(...(await missedOf(deps, some)));
  return missed;
}

/**
 * Puts on the bus what of these events never got to where it belongs, and answers which. Consumers act once by
 * cause, so an event too many does no harm.
 */
export async function forwardMissedEvents(
  deps: MissedEventsDeps,
  events: StripeEvent[],
): Promise<StripeEvent[]> {
  const forwarded = await missedEvents(deps, events);
  for (const event of forwarded) {
    deps.log.warn('Forwarding a missed event', { eventId: event.id, type: event.type });
    await putOnBus(deps.bus, event, JSON.stringify(event));
    deps.count('MissedEvents');
  }
  return forwarded;
}
