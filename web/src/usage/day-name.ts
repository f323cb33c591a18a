/** `21 Nov` in the reader's locale: the day of UTC that is counted, wherever it is read. */
export function dayName(date: string | undefined, locale?: string): string {
  if (date === undefined) return '';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
