import { expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { entryWords } from './entry-words.ts';
import { sourceName } from './source-name.ts';

const entry = (type: LedgerEntry['type'], kind: string, notes: string) => ({
  type,
  notes,
  source: { kind, id: 'id_1', event_id: null },
});

it('names a dispute and a part of a refund as what they are, with what had been bought', () => {
  expect(entryWords(entry('Refund', 'refund', 'Partial refund: 25 credits'))).toEqual({
    what: 'Partial refund',
    detail: 'Purchase of 25 credits',
  });
  expect(entryWords(entry('Refund', 'dispute', 'Payment dispute: Cue: the book'))).toEqual({
    what: 'Payment dispute',
    detail: 'Purchase of Cue: the book',
  });
});

it('leaves the words of people and of purchases as they are', () => {
  expect(entryWords(entry('Spend', 'spend', 'Export: three workflows'))).toEqual({
    what: 'Spend',
    detail: 'Export: three workflows',
  });
  expect(entryWords(entry('Purchase', 'checkout_session', 'One-time purchase: 25 credits'))).toEqual({
    what: 'Purchase',
    detail: 'One-time purchase: 25 credits',
  });
});

it('loses nothing of a refund whose notes have another shape', () => {
  expect(entryWords(entry('Refund', 'refund', 'Given back by hand'))).toEqual({
    what: 'Refund',
    detail: 'Given back by hand',
  });
});

it.each([
  ['checkout_session', 'Stripe checkout'],
  ['refund', 'Stripe refund'],
  ['dispute', 'Payment dispute at your bank'],
  ['spend', 'Spent here'],
  ['price_change', 'price change'],
  ['constructor', 'constructor'],
])('calls the source %s "%s"', (kind, name) => {
  expect(sourceName(kind)).toBe(name);
});
