import { describe, expect, test } from '@jest/globals';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { ledgerCsv } from './ledger-csv.ts';

const entry = (change: Partial<LedgerEntry>): LedgerEntry => ({
  id: 'cs_1',
  type: 'Purchase',
  credits_delta: 25,
  balance_after: 47,
  notes: 'One-time purchase: 25 credits',
  source: { kind: 'checkout_session', id: 'cs_1', event_id: 'evt_1' },
  created_at: '2026-11-21T10:00:00.000Z',
  ...change,
});
const head = '\ufeff"Date","Type","What","Credits","Balance after","Cause","Cause id","Stripe event"\r\n';

describe('a statement as a file', () => {
  test('has a line for each entry, dates in ISO, numbers bare', () => {
    const source = { kind: 'spend', id: 'spd_1', event_id: null };
    const spent = entry({ type: 'Spend', credits_delta: -3, balance_after: -1, notes: 'Export', source });
    expect(ledgerCsv([entry({}), spent])).toBe(
      `${head}"2026-11-21T10:00:00.000Z","Purchase","One-time purchase: 25 credits",25,47,"checkout_session","cs_1","evt_1"\r\n` +
        `"2026-11-21T10:00:00.000Z","Spend","Export",-3,-1,"spend","spd_1",""\r\n`,
    );
  });

  test('of nothing is its headings', () => {
    expect(ledgerCsv([])).toBe(head);
  });

  test.each([
    ['=HYPERLINK("https://evil.example")', `"'=HYPERLINK(""https://evil.example"")"`],
    ['+1+1', `"'+1+1"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['two\nlines, "quoted"', '"two\nlines, ""quoted"""'],
    ['1 = 1', '"1 = 1"'],
  ])('never runs what a reason says: %j', (notes, cell) => {
    expect(ledgerCsv([entry({ notes })]).slice(head.length)).toBe(
      `"2026-11-21T10:00:00.000Z","Purchase",${cell},25,47,"checkout_session","cs_1","evt_1"\r\n`,
    );
  });
});
