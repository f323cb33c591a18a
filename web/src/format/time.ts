/** As a statement writes it: `21 Nov, 14:03`, with the year when it is not this one. */
export function shortTime(iso: string, now: Date, locale?: string, timeZone?: string): string {
  const time = new Date(iso);
  const yearOf = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
  const sameYear = yearOf.format(time) === yearOf.format(now);
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: sameYear ? undefined : 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(time);
}

const dayMs = 86_400_000;

/** As a sentence names a day to come or gone: `28 November`, with its year when it is not this one, and with its time when it is near. */
export function dayInWords(iso: string, now: Date, locale?: string, timeZone?: string): string {
  const time = new Date(iso);
  const yearOf = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
  const isNear = Math.abs(time.getTime() - now.getTime()) < dayMs;
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: yearOf.format(time) === yearOf.format(now) ? undefined : 'numeric',
    hour: isNear ? 'numeric' : undefined,
    minute: isNear ? '2-digit' : undefined,
    timeZone,
  }).format(time);
}

/** A span of days as a bill writes it: `21 Nov – 21 Dec 2026`. */
export function daySpan(fromIso: string, toIso: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  }).formatRange(new Date(fromIso), new Date(toIso));
}

/** Everything about a moment, seconds and time zone included. */
export function fullTime(iso: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone }).format(
    new Date(iso),
  );
}

export function monthAndYear(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(new Date(iso));
}
