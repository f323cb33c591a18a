import { boundary, type Interval, type Period } from '../billing/periods.ts';
import type { StoredItem } from '../objects/subscription.ts';

export function intervalOfItems(items: StoredItem[]): Interval {
  const recurring = items[0]?.price.recurring;
  if (!recurring) throw new Error('A subscription has a recurring price');
  return { interval: recurring.interval as Interval['interval'], interval_count: recurring.interval_count };
}

export function inPeriod(item: StoredItem, { start, end }: Period): StoredItem {
  return { ...item, current_period_start: start, current_period_end: end };
}

/** The first boundary of a grid that begins now. */
export function periodFrom(start: number, interval: Interval): Period {
  return { start, end: boundary(start, interval, 1) };
}
