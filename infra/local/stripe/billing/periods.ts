/** Stripe's billing grid: a subscription's boundaries are its anchor and whole intervals before and after. */
export interface Interval {
  interval: 'day' | 'week' | 'month' | 'year';
  interval_count: number;
}

export interface Period {
  start: number;
  end: number;
}

export const DAY_SECONDS = 24 * 3600;
export const HOUR_SECONDS = 3600;

const MONTHS = { month: 1, year: 12 } as const;
const DAYS = { day: 1, week: 7 } as const;

/** The n-th boundary. It falls on the anchor's day of the month, or on the last day of a month that has no such day. */
export function boundary(anchor: number, { interval, interval_count }: Interval, n: number): number {
  const steps = interval_count * n;
  return interval === 'month' || interval === 'year'
    ? addMonths(anchor, MONTHS[interval] * steps)
    : anchor + DAYS[interval] * steps * DAY_SECONDS;
}

function addMonths(seconds: number, months: number): number {
  const from = new Date(seconds * 1000);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), lastDay);
  const midnight = Date.UTC(year, month, day) / 1000;
  return midnight + (seconds % DAY_SECONDS);
}

/** The period of the grid that a second belongs to; a boundary begins a new one. */
export function periodAt(anchor: number, interval: Interval, seconds: number): Period {
  let n = Math.floor((seconds - anchor) / (approximateSeconds(interval) * 1.02)) - 1;
  while (boundary(anchor, interval, n + 1) <= seconds) n += 1;
  while (boundary(anchor, interval, n) > seconds) n -= 1;
  return { start: boundary(anchor, interval, n), end: boundary(anchor, interval, n + 1) };
}

function approximateSeconds({ interval, interval_count }: Interval): number {
  const days = { day: 1, week: 7, month: 30.4, year: 365.2 }[interval];
  return days * interval_count * DAY_SECONDS;
}
