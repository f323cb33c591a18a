const minuteSeconds = 60;

/** When something can be tried again: `in 40 seconds`, and from two minutes on the time of day, `at 1:00 AM`. */
export function waitWords(seconds: number, now: Date, locale?: string, timeZone?: string): string {
  if (seconds <= 1) return 'in a second';
  if (seconds < 2 * minuteSeconds) return `in ${seconds} seconds`;
  const time = new Date(now.getTime() + seconds * 1_000);
  return `at ${new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(time)}`;
}
