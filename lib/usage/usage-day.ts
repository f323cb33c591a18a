import { epochSeconds } from '../platform/clock.ts';
import { type Key, keys } from '../platform/keys.ts';
import { isAddressSubject } from './address-subject.ts';

/**
 * What a subject did on a day is one item, so that counting and limiting cost one write: requests, credits and what was
 * done under the name of the operation, requests by API key, and those of the last minutes.
 */
export const requestsOf = (action: string) => `requests#${action}`;
export const creditsOf = (action: string) => `credits#${action}`;
/** What came of the requests: a generation that failed was asked for, and not done. */
export const doneOf = (action: string) => `done#${action}`;

/** The requests of an API key, of all its actions together. */
export const requestsByKey = (keyId: string) => `key#${keyId}`;

/** The day in UTC, `2026-11-21`. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** Whom calls of a widget count for that come from no page. */
export const noOrigin = (publishableKey: string): string => `${publishableKey}#NO_ORIGIN`;

const daySeconds = 86_400;
// A year can be asked for, with some days to spare. Of an address nobody asks what it did; its name changes every day.
const keptDays = 400;
const addressKeptDays = 2;

export function usageDayKey(subject: string, now: Date): Key {
  return keys.usageDay(subject, dayOf(now));
}

/** When the item of this day goes by itself. */
export function usageExpiry(subject: string, now: Date): number {
  const days = isAddressSubject(subject) ? addressKeptDays : keptDays;
  return epochSeconds(new Date(dayOf(now))) + days * daySeconds;
}
