import type { Payment } from '../../../lib/contract/billing-routes.ts';

/** What the page has learned so far about the checkout session that Stripe sent back. */
export interface Seen {
  sessionId: string;
  elapsedMs: number;
  /** Undefined until the first answer. */
  payments: Payment[] | undefined;
  failed: boolean;
}

export type Progress =
  /** Up to two seconds: usually the truth is here by then. */
  | { kind: 'checking' }
  /** Stripe has the money, its event is on the way to us. */
  | { kind: 'waiting' }
  | { kind: 'late' }
  | { kind: 'unreachable' }
  | { kind: 'notFound' }
  | { kind: 'processing' | 'paid' | 'failed' | 'expired'; payment: Payment };

const spinnerMs = 2_000;
const lateMs = 60_000;
/** After this the page stops asking; "Check again" starts over. */
const giveUpMs = 10 * 60_000;

export function progressOf({ sessionId, elapsedMs, payments, failed }: Seen): Progress {
  const payment = payments?.find((candidate) => candidate.checkout_session_id === sessionId);
  if (payment !== undefined && payment.status !== 'open') return { kind: payment.status, payment };
  if (elapsedMs < spinnerMs) return { kind: 'checking' };
  // The order stands in the table before Stripe's page opens, so what is not listed by now is older, or not this person's.
  if (payments !== undefined && payment === undefined) return { kind: 'notFound' };
  if (payment === undefined) return failed ? { kind: 'unreachable' } : { kind: 'checking' };
  return elapsedMs < lateMs ? { kind: 'waiting' } : { kind: 'late' };
}

/** When to ask again; false when there is nothing more to learn. */
export function nextPollMs(progress: Progress, elapsedMs: number): number | false {
  if (elapsedMs >= giveUpMs) return false;
  switch (progress.kind) {
    case 'checking':
      return 250;
    case 'waiting':
      return 1_000;
    case 'late':
    case 'unreachable':
      return 5_000;
    // Some bank methods take seconds, others days.
    case 'processing':
      return elapsedMs < lateMs ? 3_000 : 15_000;
    default:
      return false;
  }
}
