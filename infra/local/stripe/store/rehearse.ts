import type { Store } from './store.ts';

class Undone extends Error {}

/** What `work` would come to. Everything that it does is undone, its events included. */
export function rehearse<T>(store: Store, work: () => T): T {
  let result: { value: T } | undefined;
  try {
    store.attempt(() => {
      result = { value: work() };
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone && result) return result.value;
    throw error;
  }
  throw new Error('A rehearsal always ends by being undone');
}
