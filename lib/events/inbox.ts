import { type BusMessage, consumedEventTypes, type StripeEvent } from '../contract/stripe-events.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Count } from '../platform/metrics.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import type { ConsumerOutcome } from './outcome.ts';

export interface InboxDeps {
  table: Table;
  outside: Outside;
  count: Count;
}

/** An event as the bus carried it: whole, or as a reference. */
type Told = BusMessage['detail'];

const parkedDays = 90;

const isConsumed = (type: string) =>
  Object.values<readonly string[]>(consumedEventTypes).some((types) => types.includes(type));

/** One small row an event, kept for good: that it came, and whether anything acts on its type. */
export async function recordArrival(
  { table }: InboxDeps,
  event: StripeEvent,
  arrivedAt: string,
): Promise<void> {
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
}

/** What this consumer made of the event the last time it came. */
async function noteState(
  { table, outside }: InboxDeps,
  eventId: string,
  consumer: string,
  outcome: ConsumerOutcome,
): Promise<void> {
  const words = outcome.state === 'done' ? outcome.effect : outcome.reason;
  await table.put({
    Item: {
      ...keys.eventConsumer(eventId, consumer),
      state: outcome.state,
      words,
      at: outside.clock.now().toISOString(),
    },
  });
}

/** Sets an event aside with its payload and reason, for staff to look at and put back. */
async function park(
  { table, outside, count }: InboxDeps,
  event: Told,
  consumer: string,
  reason: string,
): Promise<void> {
  const now = outside.clock.now();
  const fresh = await table.put({
    Item: {
      ...keys.parked(event.id, consumer),
      ...staffKeys.parked(now.toISOString(), event.id),
      reason,
      payload: JSON.stringify(event),
      parkedAt: now.toISOString(),
      expiresAtEpochSeconds: epochSeconds(now) + parkedDays * 86_400,
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  if (fresh) count('ParkedEvents');
}

/** Writes down what became of an event at a consumer. Repeating it changes nothing but the time. */
export async function recordOutcome(
  deps: InboxDeps,
  event: Told,
  consumer: string,
  outcome: ConsumerOutcome,
): Promise<void> {
  if (outcome.state === 'parked') await park(deps, event, consumer, outcome.reason);
  await noteState(deps, event.id, consumer, outcome);
}
