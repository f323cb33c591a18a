import type { ApiKey } from '../../../lib/contract/key-routes.ts';
import { type KeyScope, keyScopes } from '../../../lib/contract/route.ts';
import { number } from '../format/credits.ts';

/** What a key may do, as a person would say it. */
export const scopeWords: Record<KeyScope, string> = {
  workflows: 'Work with workflows',
  'billing:read': 'Read balance and statement',
  'billing:spend': 'Spend credits',
  widget: 'Read and change the widget',
};

/** What this key opens. */
export const mayWords = ({ scopes }: ApiKey): string =>
  keyScopes
    .filter((scope) => scopes.includes(scope))
    .map((scope) => scopeWords[scope])
    .join(' · ');

/** `1,284 requests this month`. */
export const requestsThisMonthWords = (count: number): string =>
  `${number(count)} ${count === 1 ? 'request' : 'requests'} this month`;

/** How long a new key may be good for; null is for ever. */
export const lifetimes = [
  { words: 'Never', days: null },
  { words: 'In 30 days', days: 30 },
  { words: 'In 90 days', days: 90 },
  { words: 'In a year', days: 365 },
] as const;

export function expiryAfter(days: number | null, now: Date): string | null {
  return days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
}

export type KeyState = 'waiting' | 'live' | 'expired';

/** `waiting`: its secret has not been made yet. */
export function stateOf({ revealed, expiresAt }: ApiKey, now: Date): KeyState {
  if (expiresAt && expiresAt <= now.toISOString()) return 'expired';
  return revealed ? 'live' : 'waiting';
}

/** What of the secret may be shown: enough to tell it from others. */
export const shortSecret = ({ prefix, last4 }: ApiKey): string => `${prefix}…${last4 ?? ''}`;
