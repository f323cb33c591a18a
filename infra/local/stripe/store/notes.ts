import type { Store } from './store.ts';

/** What the simulator knows of an object and Stripe never shows: an endpoint's secret, what a session will pass on. */
interface Notes<T> {
  read(store: Store, id: string): T | undefined;
  write(store: Store, id: string, note: T): void;
  remove(store: Store, id: string): void;
}

export function notes<T>(subject: string): Notes<T> {
  return {
    read(store, id) {
      const row = store.sql('SELECT body FROM notes WHERE id = ? AND subject = ?').get(id, subject);
      return row && JSON.parse(String(row.body));
    },
    write(store, id, note) {
      store.sql('INSERT OR REPLACE INTO notes VALUES (?, ?, ?)').run(id, subject, JSON.stringify(note));
    },
    remove(store, id) {
      store.sql('DELETE FROM notes WHERE id = ? AND subject = ?').run(id, subject);
    },
  };
}
