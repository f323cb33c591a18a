import type Stripe from 'stripe';
import { noSuch } from '../errors.ts';
import { integer, text } from '../parameters/checks.ts';
import type { Values } from '../parameters/shape.ts';
import type { Collection, Condition, Slice, StoredObject } from '../store/collection.ts';
import { cursorOf, isNotDeleted } from '../store/conditions.ts';
import type { Store } from '../store/store.ts';
import type { Scene } from '../world.ts';

export const pagination = {
  limit: integer({ minimum: 1, maximum: 100 }),
  starting_after: text(),
  ending_before: text(),
};

interface ListRequest<T extends StoredObject> {
  collection: Collection<T>;
  url: string;
  conditions: Condition[];
  page: Values<typeof pagination>;
  order?: Slice['order'];
}

/** One page as Stripe cuts it: newest first (line items in their order), one row more is read to know `has_more`. */
export function listPage<T extends StoredObject>(scene: Scene, request: ListRequest<T>): Stripe.ApiList<T> {
  const { collection, url, page, order = 'newest first' } = request;
  const limit = page.limit ?? 10;
  const backwards = page.ending_before !== undefined && page.starting_after === undefined;
  const direction = backwards ? opposite(order) : order;
  const conditions = [
    ...request.conditions,
    isNotDeleted(),
    ...cursorCondition(scene.store, request, direction),
  ];
  const rows = collection.select(scene.store, { conditions, order: direction, limit: limit + 1 });
  const data = rows.slice(0, limit);
  return { object: 'list', data: backwards ? data.reverse() : data, has_more: rows.length > limit, url };
}

function cursorCondition<T extends StoredObject>(
  store: Store,
  { collection, page }: ListRequest<T>,
  direction: Slice['order'],
): Condition[] {
  const param = page.starting_after === undefined ? 'ending_before' : 'starting_after';
  const id = page[param];
  if (id === undefined) return [];
  const seq = store.value('SELECT seq FROM objects WHERE id = ? AND object = ?', id, collection.objectName);
  if (typeof seq !== 'number') throw noSuch(collection.objectName, id, { param, status: 400 });
  return [cursorOf(direction === 'newest first' ? '<' : '>', seq)];
}

function opposite(order: Slice['order']): Slice['order'] {
  return order === 'newest first' ? 'oldest first' : 'newest first';
}
