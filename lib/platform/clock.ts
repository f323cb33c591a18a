export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
