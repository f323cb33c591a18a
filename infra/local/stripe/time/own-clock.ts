import { notes } from '../store/notes.ts';
import type { Store } from '../store/store.ts';

/** Stripe's clock: the given one, moved ahead by what was asked for. It survives a restart and never goes back. */
export interface OwnClock {
  nowSeconds(): number;
  /** How far ahead of the given clock it is. */
  aheadSeconds(): number;
  advance(seconds: number): void;
}

const kept = notes<{ aheadSeconds: number }>('clock');
const NOTE = 'own';

export function openOwnClock(store: Store, baseSeconds: () => number): OwnClock {
  let aheadSeconds = kept.read(store, NOTE)?.aheadSeconds ?? 0;
  return {
    nowSeconds: () => baseSeconds() + aheadSeconds,
    aheadSeconds: () => aheadSeconds,
    advance(seconds) {
      aheadSeconds += seconds;
      kept.write(store, NOTE, { aheadSeconds });
    },
  };
}
