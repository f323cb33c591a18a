import { type BusMessage, isConsumed, type StripeEvent } from '../contract/stripe-events.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Count } from '../platform/metrics.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';
import { type ConsumerOutcome, done, type Parked, recorded } from './outcome.ts';

export interface InboxDeps {
  table: Table;
  outside: Outside;
  count: Count;
}

/** An event as the bus carried it: whole, or as a reference. */
type Told = BusMessage['detail'];

const parkedDays = 90;
const lateSeconds = 86_400;

/**
 * One small row an event, kept for good: that it came, and whether anything acts on its type. What comes after more
 * than a day may have been parked here before; only then an outcome of its own takes that row's place.
 */
export async function recordArrival(
  { table, outside }: InboxDeps,
  event: StripeEvent,
  arrivedAt: string,
): Promise<ConsumerOutcome> {
  const { object } = event.data;
  await table.put({
    Item: {
      ...keys.event(event.id),
      eventId: event.id,
      type: event.type,
      apiVersion: event.api_version ?? undefined,
      livemode: event.livemode,
      objectId: typeof object.id === 'string' ? object.id : undefined,
      createdAt: new Date(event.created * 1_000).toISOString(),
      arrivedAt,
      handling: isConsumed(event.type) ? 'consumed' : 'ignored',
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  const isLate = epochSeconds(outside.clock.now()) - event.created > lateSeconds;
  return isLate ? done('Recorded late') : recorded;
}

/** What staff need to judge a parked event and to put it back. It is listed until another outcome takes its place. */
function parkedFields(event: Told, { code }: Parked, now: Date): Item {
  return {
    ...staffKeys.parked(now.toISOString(), event.id),
    code,
    type: event.type,
    payload: JSON.stringify(event),
    expiresAtEpochSeconds: epochSeconds(now) + parkedDays * 86_400,
  };
}

/**
 * Writes down what became of an event at a consumer, in the place of what was there: an event that was parked and
 * is done now is no longer listed. Repeating it changes nothing but the time.
 */
export async function recordOutcome(
  { table, outside, count }: InboxDeps,
  event: Told,
  consumer: string,
  outcome: Exclude<ConsumerOutcome, { state: 'recorded' }>,
): Promise<void> {
  const now = outside.clock.now();
  await table.put({
    Item: {
      ...keys.eventConsumer(event.id, consumer),
      eventId: event.id,
      consumer,
      state: outcome.state,
      words: outcome.state === 'done' ? outcome.effect : outcome.reason,
      at: now.toISOString(),
      ...(outcome.state === 'parked' ? parkedFields(event, outcome, now) : {}),
    },
  });
  if (outcome.state === 'parked') count('ParkedEvents');
}
