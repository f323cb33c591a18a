import { maximumCredits } from '../../../lib/contract/payment-routes.ts';

export const defaultCredits = 25;

/** What stands in the field as a number; NaN for anything but digits, which the contract's schema then refuses. */
export function readCount(typed: string | number): number {
  const text = String(typed).trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** The number that a link to this page asks for (`/credits?credits=40`), when it can be bought. */
export function askedCount(parameters: URLSearchParams): number {
  const asked = readCount(parameters.get('credits') ?? '');
  return asked >= 1 && asked <= maximumCredits ? asked : defaultCredits;
}

const stepSize = 5;

/** − and + go to the next multiple of five, and stay within what can be bought. */
export function stepFrom(count: number, direction: -1 | 1): number {
  if (!Number.isSafeInteger(count)) return defaultCredits;
  const steps = direction === 1 ? Math.floor(count / stepSize) + 1 : Math.ceil(count / stepSize) - 1;
  return Math.min(Math.max(steps * stepSize, 1), maximumCredits);
}
