import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';

const heading = ['Date', 'Type', 'What', 'Credits', 'Balance after', 'Cause', 'Cause id', 'Stripe event'];

// What a spreadsheet would take for a formula, and so run: https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@\t\r]/;

/** A text that stays one: in quotes, and with an apostrophe before what would be a formula. */
function textCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Numbers are bare, also those below zero, so that they can be added up. */
function rowOf({ created_at, type, notes, credits_delta, balance_after, source }: LedgerEntry): string {
  return [
    textCell(created_at),
    textCell(type),
    textCell(notes),
    credits_delta,
    balance_after,
    textCell(source.kind),
    textCell(source.id),
    textCell(source.event_id ?? ''),
  ].join(',');
}

// Without it Excel takes the file for the computer's old code page.
const byteOrderMark = '\ufeff';

/** A statement as RFC 4180 has it, times in ISO 8601. */
export function ledgerCsv(entries: readonly LedgerEntry[]): string {
  const lines = [heading.map(textCell).join(','), ...entries.map(rowOf)];
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}
