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

/** What it goes from and to, by the interval too where the plan stays. */
export function changeNames(
  { subscribed_tier, plan_name, interval }: SubscriptionAnswer,
  target: Target,
): { from: string; to: string } {
  if (subscribed_tier !== target.tier) return { from: plan_name, to: target.name };
  return { from: `${plan_name} by the ${interval}`, to: `${target.name} by the ${target.interval}` };
}

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
  const { to } = changeNames(subscription, target);
  if (isLater(preview, subscription)) {
    const starts = { what: `${to} starts`, amount: phrase`${at(preview.effective_at)}` };
    return {
      lines: [{ what: 'To pay now', amount: [due] }, starts, nextLine],
      confirm: `Change to ${to} later`,
    };
  }
  const brings = { what: 'Credits now', amount: [`+${credits(preview.credits_now, locale)}`] };
  return {
    lines: [{ what: 'To pay now', amount: [due] }, ...(preview.credits_now > 0 ? [brings] : []), nextLine],
    confirm: preview.amount_due_now > 0 ? `Pay ${due} and change` : `Change to ${to} now`,
  };
}

function whatFor({ status, interval }: SubscriptionAnswer, target: Target): string {
  if (status === 'trialing')
    return `Your trial ends now, and a full ${target.interval} of ${target.name} begins.`;
  if (interval !== target.interval)
    return `A full ${target.interval} of ${target.name} begins now; what is left of the ${interval} that you paid for is taken off.`;
  return 'This is for the rest of the period, worked out to the second.';
}

/** What the amount of now is for; and why nothing happens now, where that is not plain. */
export function dueWords(
  preview: PlanChangePreview,
  { subscription, target }: { subscription: SubscriptionAnswer; target: Target },
): string {
  if (preview.amount_due_now > 0)
    return `${whatFor(subscription, target)} The change is made only when it is paid, from the card that Stripe has for you.`;
  const waits = isLater(preview, subscription) && subscription.interval !== target.interval;
  const { interval } = subscription;
  return waits
    ? `Nothing is charged now. Your ${interval} is paid for, so what is paid by the ${target.interval} waits until it is over.`
    : 'Nothing is charged now.';
}
