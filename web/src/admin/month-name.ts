/** `Nov 2026` in the reader's locale, of a month that is counted in UTC. */
export function monthName(month: string, locale?: string): string {
  if (month === '') return '';
  return new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
