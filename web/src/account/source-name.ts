const names: Record<string, string> = {
  checkout_session: 'Stripe checkout',
  invoice: 'Stripe invoice',
  refund: 'Stripe refund',
  dispute: 'Payment dispute at your bank',
  spend: 'Spent here',
  referral: 'Invitation',
  admin: 'By Cue’s staff',
};

/** What a ledger entry came from, in words; a kind without a name of its own is shown as it is. */
export function sourceName(kind: string): string {
  return Object.hasOwn(names, kind) ? (names[kind] ?? kind) : kind.replaceAll('_', ' ');
}
