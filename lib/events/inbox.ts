import { type BusMessage, isConsumed, type StripeEvent } from '../contract/stripe-events.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Count } from '../platform/metrics.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';
import { type ConsumerOutcome, done, NotYet, type Parked, recorded } from './outcome.ts';

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
      ...staffKeys.event(arrivedAt, event.id),
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

/** An event in front of a consumer, for the how manieth time. */
interface Visit {
  event: Told;
  consumer: string;
  attempts: number;
}

const rowOf = ({ event, consumer, attempts }: Visit, now: Date): Item => ({
  ...keys.eventConsumer(event.id, consumer),
  eventId: event.id,
  consumer,
  attempts,
  at: now.toISOString(),
});

/**
 * Writes down what became of an event at a consumer, in the place of what was there: an event that was parked and
 * is done now is no longer listed. Repeating it changes nothing but the time.
 */
export async function recordOutcome(
  { table, outside, count }: InboxDeps,
  visit: Visit,
  outcome: Exclude<ConsumerOutcome, { state: 'recorded' }>,
): Promise<void> {
  const now = outside.clock.now();
  await table.put({
    Item: {
      ...rowOf(visit, now),
      state: outcome.state,
      words: outcome.state === 'done' ? outcome.effect : outcome.reason,
      ...(outcome.state === 'parked' ? parkedFields(visit.event, outcome, now) : {}),
    },
  });
  if (outcome.state === 'parked') count('ParkedEvents');
}

// A receipt that comes before its grant waits a few seconds: that is no failure, and not worth a write.
const patientAttempts = 3;

/** Stripe's faults have their name in `type`. */
function faultName(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown fault';
  return 'type' in cause && typeof cause.type === 'string' ? cause.type : cause.name;
}

/** Of our own waiting the reason; of a fault only its name, since messages of libraries can carry anything. */
function failureWords(cause: unknown): { words: string; lastError: string } {
  const words = cause instanceof NotYet ? cause.message : 'It failed, and is tried again';
  return { words, lastError: faultName(cause) };
}

/**
 * Writes down that a try failed, only where nothing but an earlier failure stands: a try that took longer than the
 * one that succeeded, or that came after an event was parked, changes nothing. A reference comes with it, since Stripe
 * has no event of it. Gone after ninety days, like what is parked.
 */
export async function recordFailure(
  { table, outside }: InboxDeps,
  visit: Visit,
  cause: unknown,
): Promise<void> {
  if (cause instanceof NotYet && visit.attempts <= patientAttempts) return;
  const now = outside.clock.now();
  const { event } = visit;
  await table.put({
    Item: {
      ...rowOf(visit, now),
      ...failureWords(cause),
      ...staffKeys.failing(now.toISOString(), event.id),
      state: 'failing',
      type: event.type,
      payload: event.object === 'event' ? undefined : JSON.stringify(event),
      expiresAtEpochSeconds: epochSeconds(now) + parkedDays * 86_400,
    },
    ConditionExpression: 'attribute_not_exists(pk) OR #state = :failing',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':failing': 'failing' },
  });
}
