import type { StoredSession } from '../objects/checkout-session.ts';

/** A subscription asks for a card though nothing is due yet, unless the shop says that it need not. */
export function needsMethod({ amount_total, mode, payment_method_collection }: StoredSession): boolean {
  return amount_total > 0 || (mode === 'subscription' && payment_method_collection === 'always');
}
