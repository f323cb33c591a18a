import type { LedgerQuery } from '../contract/billing-routes.ts';
import { AppError } from '../contract/errors.ts';
import { keys, ledgerPrefix } from '../platform/keys.ts';
import type { Entry } from './entry.ts';

/** Which entries of a ledger are asked for: of one type, and of days in UTC, both included. */
export type LedgerFilter = Pick<LedgerQuery, 'type' | 'from' | 'to'>;

/** Throws 400 for a period that ends before it begins. */
export function requirePeriod({ from, to }: LedgerFilter): void {
  if (from && to && from > to) throw new AppError('invalid_request', 'from must not be after to');
}

export const isFiltered = ({ type, from, to }: LedgerFilter): boolean =>
  type !== undefined || from !== undefined || to !== undefined;

/** What its cursors are sealed for: one is no good with another filter, whose range it may lie outside of. */
export function listName({ type, from, to }: LedgerFilter): string {
  const parts = Object.entries({ type, from, to }).filter(([, value]) => value !== undefined);
  return ['ledger', ...parts.map(([name, value]) => `${name}=${value}`)].join(' ');
}

/** Down to the first day only; up to the newest: what is later than `to` must be added up all the same. */
export function rangeOf(userId: string, { from = '' }: LedgerFilter) {
  return { ':pk': keys.balance(userId).pk, ':lowest': ledgerPrefix + from, ':highest': `${ledgerPrefix}~` };
}

/** Whether an entry of the range is asked for. */
export function isAskedFor({ type, to }: LedgerFilter, entry: Entry): boolean {
  const isInTime = to === undefined || entry.causedAt.slice(0, to.length) <= to;
  return isInTime && (type === undefined || entry.type === type);
}
