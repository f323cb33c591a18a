import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';

/** What of a ledger is looked at; an empty text is everything. */
export interface LedgerFilter {
  type: LedgerEntry['type'] | '';
  from: string;
  to: string;
}

export const everything: LedgerFilter = { type: '', from: '', to: '' };

export const isEverything = ({ type, from, to }: LedgerFilter): boolean => type + from + to === '';

/** A period that ends before it begins: there is nothing to ask for. */
export const isBackwards = ({ from, to }: LedgerFilter): boolean => from !== '' && to !== '' && from > to;

/** As the API is asked for it. */
export function ledgerQueryOf({ type, from, to }: LedgerFilter) {
  return { type: type || undefined, from: from || undefined, to: to || undefined };
}
