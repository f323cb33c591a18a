import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';

export interface EntryWords {
  what: string;
  detail: string;
}

/**
 * What a line of the statement says. The notes of a refund or dispute begin with what happened and go on with what
 * had been bought ("Partial refund: 25 credits"); the type alone, Refund, would stand before a dispute too.
 */
export function entryWords({
  type,
  notes,
  source,
}: Pick<LedgerEntry, 'type' | 'notes' | 'source'>): EntryWords {
  const [happened = '', ...bought] = notes.split(': ');
  const isReversal = source.kind === 'refund' || source.kind === 'dispute';
  if (!isReversal || bought.length === 0) return { what: type, detail: notes };
  return { what: happened, detail: `Purchase of ${bought.join(': ')}` };
}
