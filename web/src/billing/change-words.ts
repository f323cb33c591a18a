import type { PlanChangePreview, SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import { at, type Phrase, phrase } from '../format/phrase.ts';
import { isSameChoice, type PlanChoice } from './plan-choices.ts';

type Target = Pick<PlanChoice, 'tier' | 'interval' | 'name'>;

/** What became of a change: told by the subscription itself, not by the answer to a click. */
export type ChangeOutcome = 'inEffect' | 'waitsForPayment' | 'scheduled' | 'notMade';

export function changeOutcome(subscription: SubscriptionAnswer, target: Target): ChangeOutcome {
  const { subscribed_tier, interval, pending_change: pending } = subscription;
  if (pending && isSameChoice(pending, target))
    return pending.waits_for === 'payment' ? 'waitsForPayment' : 'scheduled';
  return isSameChoice({ tier: subscribed_tier, interval }, target) ? 'inEffect' : 'notMade';
}

/**
 * Whether it waits for the end of the period. Told by the period, as the server's clock and the reader's need not agree.
 */
const isLater = ({ effective_at }: PlanChangePreview, { current_period_end }: SubscriptionAnswer) =>
  Date.parse(effective_at) >= Date.parse(current_period_end);

export interface ChangeTerms {
  lines: { what: string; amount: Phrase }[];
  /** Of the button that agrees. */
  confirm: string;
}

/** What a change costs and brings, now and next. */
export function changeTerms(
  preview: PlanChangePreview,
  { subscription, target, locale }: { subscription: SubscriptionAnswer; target: Target; locale?: string },
): ChangeTerms {
  const due = money(preview.amount_due_now, preview.currency, locale);
  const next = phrase`${money(preview.next_amount, preview.currency, locale)} on ${at(preview.next_at)}`;
  const nextLine = { what: 'Next payment', amount: next };
  if (isLater(preview, subscription)) {
    const starts = { what: `${target.name} starts`, amount: phrase`${at(preview.effective_at)}` };
    return {
      lines: [{ what: 'To pay now', amount: [due] }, starts, nextLine],
      confirm: `Change to ${target.name} later`,
    };
  }
  const brings = { what: 'Credits now', amount: [`+${credits(preview.credits_now, locale)}`] };
  return {
    lines: [{ what: 'To pay now', amount: [due] }, ...(preview.credits_now > 0 ? [brings] : []), nextLine],
    confirm: preview.amount_due_now > 0 ? `Pay ${due} and change` : `Change to ${target.name} now`,
  };
}
