import type Stripe from 'stripe';
import { type ConsumerOutcome, done, parked } from '../events/outcome.ts';
import { refundPayment } from '../payments/refund-payment.ts';

/**
 * Gives back what was paid when nobody was left to use it. What it brought stays in the ledger until the refund's own
 * event takes it: so the ledger tells what happened, and agrees with Stripe at every moment.
 */
export async function giveBack(
  stripe: Stripe,
  { what, intents }: { what: string; intents: readonly string[] },
): Promise<ConsumerOutcome> {
  const refused: string[] = [];
  for (const intent of intents)
    if (!(await refundPayment(stripe, intent, 'requested_by_customer'))) refused.push(intent);
  return refused.length === 0
    ? done(`${what} was paid after the account was deleted, and is given back`)
    : parked(
        'refund_refused',
        `Paid after the account was deleted: ${what}. Not refunded: ${refused.join(', ')}`,
      );
}
