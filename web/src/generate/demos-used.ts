import * as z from 'zod/mini';

/**
 * How many free generations somebody has had here today: a visitor, or a person by their id. The server counts by
 * person or address and decides; this count is only for saying beforehand about how many are left.
 */
const counted = z.object({ day: z.string(), who: z.string(), used: z.int() });
const name = 'cue.demos';

/** The day as the server counts it. */
const dayOf = (now: Date) => now.toISOString().slice(0, 10);

export function demosUsed(storage: Storage, who: string, now: Date): number {
  const read = z.safeParse(counted, parsed(storage.getItem(name)));
  return read.success && read.data.day === dayOf(now) && read.data.who === who ? read.data.used : 0;
}

export function noteDemos(storage: Storage, who: string, now: Date, used: number): void {
  storage.setItem(name, JSON.stringify({ day: dayOf(now), who, used }));
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // Written by something else: as if nothing was there.
    return null;
  }
}
