import type { Invoice, SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import type { Tone } from '../components/tag.tsx';
import { isLive } from './plan-actions.ts';

const states: Record<string, { words: string; tone: Tone }> = {
  paid: { words: 'Paid', tone: 'good' },
  open: { words: 'To be paid', tone: 'attention' },
  void: { words: 'Void', tone: 'neutral' },
  uncollectible: { words: 'Not collected', tone: 'neutral' },
};

interface Plan {
  subscription: SubscriptionAnswer | null | undefined;
  /** Tells of a subscription that was begun and not paid yet, which is none so far. */
  status: string | undefined;
}

/** Whether paying it brings or keeps a plan: after the end it would take money for nothing. */
export const isPayable = ({ status }: Pick<Invoice, 'status'>, plan: Plan): boolean =>
  status === 'open' &&
  (plan.status === 'incomplete' || (plan.subscription != null && isLive(plan.subscription)));

/** An invoice's state at Stripe, in words; one without words of its own is shown as it is. */
export function invoiceState(
  { status }: Pick<Invoice, 'status'>,
  payable: boolean,
): { words: string; tone: Tone } {
  if (status === 'open' && !payable) return { words: 'Not paid', tone: 'neutral' };
  const known = Object.hasOwn(states, status) ? states[status] : undefined;
  return known ?? { words: status.replaceAll('_', ' '), tone: 'neutral' };
}

/** What it came to: what was paid of one that is paid, which credit at Stripe may have lessened. */
export const invoiceAmount = ({ status, amount_paid, amount_due }: Invoice): number =>
  status === 'paid' ? amount_paid : amount_due;
