/** Of an ISO time, in UTC: `2026-11`. */
export const monthOf = (iso: string): string => iso.slice(0, 7);

/** The first moment of the month that is so many months from this one. */
export function startOfMonth(month: string, later = 0): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + later)).toISOString();
}

/** Every month from the first to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthOf(startOfMonth(month, 1))) months.push(month);
  return months;
}
