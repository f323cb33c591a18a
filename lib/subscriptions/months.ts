/**
 * The start of the `count`th month after `start`, in UTC. A day that the month lacks becomes its last one, as Stripe
 * anchors periods: the 31st, then 28 February, then the 31st again.
 */
export function addMonths(start: string, count: number): string {
  const from = new Date(start);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + count];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const time = from.getTime() - Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  return new Date(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)) + time).toISOString();
}

/** How many whole months after `start` the moment lies; 0 before the first is over. */
export function monthsBetween(start: string, moment: string): number {
  let count = 0;
  // A period of Stripe's is at most three years.
  while (count < 36 && addMonths(start, count + 1) <= moment) count += 1;
  return count;
}
