export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

/** Stripe's times are Unix seconds. */
export function isoFromEpochSeconds(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
