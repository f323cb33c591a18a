import type { Clock } from './clock.ts';

/**
 * Asks when first needed, and again when the answer is older than that; whoever asks meanwhile waits for the same
 * answer. A failure is not kept.
 */
export function keptFor<T>(maxAgeMs: number, clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let last: { answer: Promise<T>; askedAtMs: number } | undefined;
  return () => {
    const nowMs = clock.now().getTime();
    if (last && nowMs < last.askedAtMs + maxAgeMs) return last.answer;
    const asked = { answer: ask(), askedAtMs: nowMs };
    last = asked;
    // Whoever waits is told; here it is only forgotten.
    asked.answer.catch(() => {
      if (last === asked) last = undefined;
    });
    return asked.answer;
  };
}
