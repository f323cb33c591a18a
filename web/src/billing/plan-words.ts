import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import type { Tone } from '../components/tag.tsx';
import { money } from '../format/money.ts';
import { at, type Phrase, phrase } from '../format/phrase.ts';

export interface PlanWords {
  state: { words: string; tone: Tone };
  /** What happens next, and when. */
  next: Phrase;
  /** What stands in the way, and what to do about it. */
  notice: { tone: 'warn' | 'danger'; title: string; detail: Phrase } | null;
}

interface Told {
  subscription: SubscriptionAnswer;
  /** A plan's name by its tier. */
  nameOf: (tier: string) => string;
  now: Date;
  locale?: string;
}

/** `$14.99 a month`. */
export function priceWords(
  { amount, currency, interval }: Pick<SubscriptionAnswer, 'amount' | 'currency' | 'interval'>,
  locale?: string,
): string {
  return `${money(amount, currency, locale)} a ${interval}`;
}

/** When the plan ends, if that is settled. */
export function endsAt(subscription: SubscriptionAnswer): string | null {
  const { cancel_at, cancel_at_period_end, current_period_end } = subscription;
  return cancel_at ?? (cancel_at_period_end ? current_period_end : null);
}

const isOver = (iso: string, now: Date) => Date.parse(iso) <= now.getTime();

/** Of a plan that ends, or changes, before or when it would renew. */
function leaving({ subscription, nameOf }: Told): Phrase | null {
  const { current_period_end, pending_change: change } = subscription;
  const end = endsAt(subscription);
  if (end !== null && Date.parse(end) <= Date.parse(current_period_end))
    return phrase`Ends on ${at(end)}. Nothing more is charged.`;
  if (change?.waits_for !== 'period_end') return null;
  return phrase`Changes to ${nameOf(change.tier)}, by the ${change.interval}, on ${at(change.effective_at ?? current_period_end)}.`;
}

function renewal({ subscription, now, locale }: Told): Phrase {
  const { current_period_end, amount, currency, collection_paused } = subscription;
  if (collection_paused) return phrase`No payment is made until collection goes on.`;
  if (isOver(current_period_end, now)) return phrase`It is being renewed; the payment is being made.`;
  const price = money(amount, currency, locale);
  const end = endsAt(subscription);
  if (end !== null) return phrase`Renews on ${at(current_period_end)} for ${price}, and ends on ${at(end)}.`;
  return phrase`Renews on ${at(current_period_end)} for ${price}.`;
}

const collectionPaused: PlanWords['notice'] = {
  tone: 'warn',
  title: 'Payments for your plan are paused.',
  detail: phrase`Stripe takes no money, and no new credits come, until that is lifted. What you have stays yours.`,
};

function waitingChange({ subscription, nameOf }: Told): PlanWords['notice'] {
  const change = subscription.pending_change;
  if (change?.waits_for !== 'payment') return null;
  return {
    tone: 'warn',
    title: `Your change to ${nameOf(change.tier)} waits for its payment.`,
    detail: phrase`Your bank declined it, or asks you to confirm it. Until it is paid everything stays as it was. If it is not paid within 23 hours, the change is off.`,
  };
}

const pausedNotice = ({ subscription }: Told) => (subscription.collection_paused ? collectionPaused : null);

function active(told: Told): PlanWords {
  const ends = endsAt(told.subscription) !== null;
  return {
    state: ends ? { words: 'Ending', tone: 'attention' } : { words: 'Active', tone: 'good' },
    next: leaving(told) ?? renewal(told),
    notice: waitingChange(told) ?? pausedNotice(told),
  };
}

function trialing(told: Told): PlanWords {
  const { trial_end, current_period_end } = told.subscription;
  const end = trial_end ?? current_period_end;
  const words = { next: leaving(told), notice: waitingChange(told) ?? pausedNotice(told) };
  if (isOver(end, told.now)) {
    const next = endsAt(told.subscription)
      ? phrase`Your trial has ended, and your plan with it. Nothing was charged.`
      : phrase`Your trial has ended; the first payment is being made.`;
    return { ...words, state: { words: 'Trial over', tone: 'attention' }, next };
  }
  const price = priceWords(told.subscription, told.locale);
  const next = words.next ?? phrase`Free until ${at(end)}, then ${price}. Cancel any time before.`;
  return { ...words, state: { words: 'Trial', tone: 'good' }, next };
}

function pastDue({ subscription, nameOf }: Told): PlanWords {
  const { plan_name, tier, subscribed_tier, grace_until } = subscription;
  const isKept = tier === subscribed_tier;
  const kept =
    grace_until === null
      ? phrase`You keep ${plan_name} for now.`
      : phrase`Until ${at(grace_until)} you keep ${plan_name}.`;
  return {
    state: { words: 'Payment failed', tone: 'bad' },
    next: phrase`A payment is due.`,
    notice: {
      tone: 'danger',
      title: 'Your last payment did not go through.',
      detail: isKept
        ? [...kept, ' Stripe tries again by itself; pay now, or change your card, to be sure.']
        : phrase`You are on ${nameOf(tier)} until it is paid; then ${plan_name} is back at once.`,
    },
  };
}

function unpaid({ subscription: { plan_name, tier }, nameOf }: Told): PlanWords {
  return {
    state: { words: 'Unpaid', tone: 'bad' },
    next: phrase`A payment is due, and Stripe has stopped trying.`,
    notice: {
      tone: 'danger',
      title: 'Your plan is on hold: its payments failed.',
      detail: phrase`You are on ${nameOf(tier)} until the open invoice is paid; then ${plan_name} is back. Credits you have stay yours.`,
    },
  };
}

function incomplete({ subscription: { plan_name } }: Told): PlanWords {
  return {
    state: { words: 'Not paid yet', tone: 'attention' },
    next: phrase`${plan_name} starts as soon as it is paid.`,
    notice: {
      tone: 'warn',
      title: 'Your first payment is not finished.',
      detail: phrase`Your bank declined it, or asks you to confirm it. Nothing was charged. If it is not paid within 23 hours, the change is off.`,
    },
  };
}

function incompleteExpired(): PlanWords {
  return {
    state: { words: 'Not started', tone: 'neutral' },
    next: phrase`The first payment was not made in time. Nothing was charged.`,
    notice: null,
  };
}

function paused({ subscription: { plan_name, tier }, nameOf }: Told): PlanWords {
  return {
    state: { words: 'Paused', tone: 'attention' },
    next: phrase`Nothing is charged while it is paused.`,
    notice: {
      tone: 'warn',
      title: 'Your plan is paused.',
      detail: phrase`You are on ${nameOf(tier)} meanwhile. To go on with ${plan_name}, add a card or resume it on Stripe\u2019s billing page.`,
    },
  };
}

function canceled({ subscription: { plan_name, tier }, nameOf }: Told): PlanWords {
  return {
    state: { words: 'Ended', tone: 'neutral' },
    next: phrase`${plan_name} has ended. You are on ${nameOf(tier)}; credits you have stay yours.`,
    notice: null,
  };
}

function unknown({ subscription: { status, tier }, nameOf }: Told): PlanWords {
  return {
    state: { words: 'Unknown state', tone: 'attention' },
    next: phrase`What you have stays as it was: ${nameOf(tier)}.`,
    notice: {
      tone: 'warn',
      title: `Stripe says \u201c${status}\u201d about your plan.`,
      detail: phrase`Cue does not know that word, so it changes nothing. Stripe\u2019s billing page shows what it means.`,
    },
  };
}

const byStatus: Record<string, (told: Told) => PlanWords> = {
  trialing,
  active,
  past_due: pastDue,
  unpaid,
  incomplete,
  incomplete_expired: incompleteExpired,
  paused,
  canceled,
};

/** A subscription in words, for every status that Stripe has and for one that it may yet invent. */
export function planWords(told: Told): PlanWords {
  const { status } = told.subscription;
  const words = Object.hasOwn(byStatus, status) ? byStatus[status] : undefined;
  return (words ?? unknown)(told);
}
