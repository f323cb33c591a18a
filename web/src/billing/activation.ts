import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { isLive } from './plan-actions.ts';

/** What the page has learned since Stripe sent its reader back. */
export interface Seen {
  elapsedMs: number;
  /** Undefined until the first answer. */
  subscription: SubscriptionAnswer | null | undefined;
  /** The newest of the ledger. */
  entries: LedgerEntry[];
  failed: boolean;
}

export type Activation =
  /** Up to two seconds: usually the truth is here by then. */
  | { kind: 'checking' }
  | { kind: 'waiting' }
  | { kind: 'late' }
  | { kind: 'unreachable' }
  /** `credits` are those that have come, 0 while none have. */
  | { kind: 'active'; subscription: SubscriptionAnswer; credits: number };

const spinnerMs = 2_000;
const lateMs = 60_000;
/** After this the page stops asking; "Check again" starts over. */
const giveUpMs = 10 * 60_000;
/** A plan that runs and brings nothing (a trial without credits, say) is not waited for longer. */
const creditsLateMs = 30_000;

/** What the plan's invoices have brought in this period. */
function creditsOf({ current_period_start }: SubscriptionAnswer, entries: LedgerEntry[]): number {
  return entries
    .filter(({ type, source }) => type === 'Grant' && source.kind === 'invoice')
    .filter(({ created_at }) => Date.parse(created_at) >= Date.parse(current_period_start))
    .reduce((sum, { credits_delta }) => sum + credits_delta, 0);
}

export function activationOf({ elapsedMs, subscription, entries, failed }: Seen): Activation {
  if (subscription && isLive(subscription))
    return { kind: 'active', subscription, credits: creditsOf(subscription, entries) };
  if (elapsedMs < spinnerMs) return { kind: 'checking' };
  if (subscription === undefined) return failed ? { kind: 'unreachable' } : { kind: 'checking' };
  return elapsedMs < lateMs ? { kind: 'waiting' } : { kind: 'late' };
}

/** Whether credits of a running plan may still be on their way. */
export const mayBringMore = (
  { subscription, credits }: Extract<Activation, { kind: 'active' }>,
  elapsedMs: number,
) => credits === 0 && !subscription.unlimited && elapsedMs < creditsLateMs;

/** When to ask again; false when there is nothing more to learn. */
export function nextLookMs(activation: Activation, elapsedMs: number): number | false {
  if (elapsedMs >= giveUpMs) return false;
  switch (activation.kind) {
    case 'checking':
      return 250;
    case 'waiting':
      return 1_000;
    case 'late':
    case 'unreachable':
      return 5_000;
    case 'active':
      return mayBringMore(activation, elapsedMs) ? 500 : false;
  }
}
