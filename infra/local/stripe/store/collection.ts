import type { SQLInputValue } from 'node:sqlite';
import type { Store } from './store.ts';

export interface StoredObject {
  id: string;
  object: string;
}

export interface Condition {
  sql: string;
  values: SQLInputValue[];
}

export interface Slice {
  conditions: Condition[];
  order: 'newest first' | 'oldest first';
  limit: number;
}

export interface Collection<T extends StoredObject> {
  /** How Stripe calls it in `object` and in its error messages. */
  objectName: T['object'];
  insert(store: Store, object: T, parent?: string): T;
  replace(store: Store, object: T): T;
  find(store: Store, id: string): T | undefined;
  select(store: Store, slice: Slice): T[];
  first(store: Store, conditions: Condition[]): T | undefined;
  remove(store: Store, id: string): void;
}

export function collection<T extends StoredObject>(objectName: T['object']): Collection<T> {
  function find(store: Store, id: string): T | undefined {
    const row = store.sql('SELECT body FROM objects WHERE id = ? AND object = ?').get(id, objectName);
    return row && parseBody<T>(row.body);
  }

  function select(store: Store, { conditions, order, limit }: Slice): T[] {
    const filter = ['object = ?', ...conditions.map((condition) => condition.sql)].join(' AND ');
    const direction = order === 'newest first' ? 'DESC' : 'ASC';
    const values = conditions.flatMap((condition) => condition.values);
    const query = `SELECT body FROM objects WHERE ${filter} ORDER BY seq ${direction} LIMIT ?`;
    return store
      .sql(query)
      .all(objectName, ...values, limit)
      .map((row) => parseBody<T>(row.body));
  }

  return {
    objectName,
    find,
    select,
    insert(store, object, parent) {
      const text = 'INSERT INTO objects (id, object, parent, body) VALUES (?, ?, ?, ?)';
      store.sql(text).run(object.id, objectName, parent ?? null, JSON.stringify(object));
      return object;
    },
    replace(store, object) {
      store.sql('UPDATE objects SET body = ? WHERE id = ?').run(JSON.stringify(object), object.id);
      return object;
    },
    remove: (store, id) => {
      store.sql('DELETE FROM objects WHERE id = ? AND object = ?').run(id, objectName);
    },
    first: (store, conditions) => select(store, { conditions, order: 'newest first', limit: 1 })[0],
  };
}

/** Any object by its id, for `expand`. */
export function findAnything(store: Store, id: string): StoredObject | undefined {
  const row = store.sql('SELECT body FROM objects WHERE id = ?').get(id);
  return row && parseBody<StoredObject>(row.body);
}

function parseBody<T>(body: unknown): T {
  return JSON.parse(String(body));
}
