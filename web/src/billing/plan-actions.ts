import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { endsAt } from './plan-words.ts';

export interface PlanActions {
  change: boolean;
  /** How it can be ended: with its period, or at once where no period is paid for that could be waited for. */
  cancel: 'period_end' | 'now' | null;
  /** What can be undone. */
  undo: 'cancellation' | 'change' | null;
}

type Status = Pick<SubscriptionAnswer, 'status'>;

const isFinal = ({ status }: Status) => status === 'canceled' || status === 'incomplete_expired';

/** Whether it stands in the way of another: all but what is over, and what was never paid. */
export const isLive = (subscription: Status) =>
  !isFinal(subscription) && subscription.status !== 'incomplete';

/** Running as it should: what is subscribed to is what the person has. */
const isRunning = ({ status }: Status) => status === 'active' || status === 'trialing';

/** A payment failed, and until it is made nothing else is. */
export const isDue = ({ status }: Status) => status === 'past_due' || status === 'unpaid';

function undoable(subscription: SubscriptionAnswer): PlanActions['undo'] {
  if (endsAt(subscription) !== null) return 'cancellation';
  return subscription.pending_change?.waits_for === 'period_end' ? 'change' : null;
}

const endsAtOnce = new Set(['past_due', 'unpaid', 'paused']);

export function planActions(subscription: SubscriptionAnswer): PlanActions {
  const running = isRunning(subscription);
  const ends = endsAt(subscription) !== null;
  return {
    // A change takes a cancellation back.
    change: running && !subscription.collection_paused,
    cancel: endsAtOnce.has(subscription.status) ? 'now' : isLive(subscription) && !ends ? 'period_end' : null,
    undo: running ? undoable(subscription) : null,
  };
}

/** Something is on its way that this page can only learn of by asking: a payment elsewhere, a renewal being made. */
export function isInMotion(subscription: SubscriptionAnswer, now: Date): boolean {
  return subscription.payment_url !== null || Date.parse(subscription.current_period_end) <= now.getTime();
}
