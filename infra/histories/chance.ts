/** Draws that a seed decides. */
export interface Chance {
  /** A whole number from 0 to one less than `count`. */
  below(count: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

function hashed(words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** Mulberry32: 32 bits of state, good enough to draw faults by. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Chance for one matter, by its words. What one matter draws does not depend on how much another has drawn, so a
 * history that is shortened keeps the luck of the steps that are left.
 */
export function chanceOf(...words: (string | number)[]): Chance {
  const next = numbers(hashed(words));
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    happens: (probability) => next() < probability,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
  };
}
