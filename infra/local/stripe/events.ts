import type Stripe from 'stripe';
import { enqueue } from './deliveries/queue.ts';
import { API_VERSION } from './http/version.ts';
import { newId } from './ids.ts';
import { endpointsFor } from './objects/webhook-endpoint.ts';
import { collection, type StoredObject } from './store/collection.ts';
import type { Scene } from './world.ts';

/** Stripe's union of all events has a member for each type; what is stored is their common shape. */
export type StoredEvent = Omit<Stripe.EventBase, 'data'> & { data: EventData };

interface EventData {
  /** Only an invoice that is still to come has no id. */
  object: { id?: string; object: string };
  previous_attributes?: Record<string, unknown>;
}

export const events = collection<StoredEvent>('event');

type KnownType = Stripe.Event['type'];

/** Records the event with the object as it is at this moment, and queues it for every endpoint that wants it. */
export function emit(scene: Scene, type: KnownType, data: EventData & { object: StoredObject }): void {
  record(scene, type, data);
}

/** Of what exists only in this event. */
export function emitWithoutId(scene: Scene, type: KnownType, object: { object: string }): void {
  record(scene, type, { object });
}

function record(scene: Scene, type: KnownType, data: EventData): void {
  const endpoints = endpointsFor(scene.store, type);
  const event = {
    id: newId.event(),
    object: 'event',
    api_version: API_VERSION,
    created: scene.nowSeconds(),
    data,
    livemode: false,
    pending_webhooks: endpoints.length,
    request: scene.cause,
    type,
  } satisfies StoredEvent;
  events.insert(scene.store, event);
  enqueue(scene, event, endpoints);
}

/** Announces a change with the values it replaced; nothing is announced when nothing changed. */
export function emitUpdate<T extends StoredObject>(
  scene: Scene,
  type: KnownType,
  change: { before: T; after: T },
): void {
  const previous = replaced(fieldsOf(change.before), fieldsOf(change.after));
  if (previous) emit(scene, type, { object: change.after, previous_attributes: previous });
}

type Fields = Record<string, unknown>;

function fieldsOf(object: StoredObject): Fields {
  return Object.fromEntries(Object.entries(object));
}

function replaced(before: Fields, after: Fields): Fields | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const entries = changed.map((name) => [name, replacedValue(before[name], after[name])]);
  return changed.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Of a nested hash only the keys that changed are told; a key that was not there before is told as null. */
function replacedValue(before: unknown, after: unknown): unknown {
  if (isHash(before) && isHash(after)) return replaced(before, after);
  return before ?? null;
}

function isHash(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
