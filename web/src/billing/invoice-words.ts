import type { Invoice } from '../../../lib/contract/subscription-routes.ts';
import type { Tone } from '../components/tag.tsx';

const states: Record<string, { words: string; tone: Tone }> = {
  paid: { words: 'Paid', tone: 'good' },
  open: { words: 'To be paid', tone: 'attention' },
  void: { words: 'Void', tone: 'neutral' },
  uncollectible: { words: 'Not collected', tone: 'neutral' },
};

/** An invoice's state at Stripe, in words; one without words of its own is shown as it is. */
export function invoiceState({ status }: Pick<Invoice, 'status'>): { words: string; tone: Tone } {
  const known = Object.hasOwn(states, status) ? states[status] : undefined;
  return known ?? { words: status.replaceAll('_', ' '), tone: 'neutral' };
}

/** What it came to: what was paid of one that is paid, which credit at Stripe may have lessened. */
export const invoiceAmount = ({ status, amount_paid, amount_due }: Invoice): number =>
  status === 'paid' ? amount_paid : amount_due;
