import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { credits } from '../format/credits.ts';

interface Came {
  credits: number;
  /** Whether credits may still be on their way. */
  isAwaited: boolean;
  /** What a trial of this plan brings. */
  trialCredits: number;
}

const withheld =
  'No credits came with it: they come once per person and card, and this card was most likely used for a trial before.';

function withoutCredits({ status, monthly_credits }: SubscriptionAnswer, { isAwaited, trialCredits }: Came) {
  const isTrial = status === 'trialing';
  if (isTrial && trialCredits === 0) return 'It comes without credits.';
  if (isAwaited) return 'Looking for the credits that come with it.';
  if (isTrial) return withheld;
  return monthly_credits > 0 ? 'Its credits have not arrived yet. They come by themselves.' : '';
}

/** What a plan that has just begun has brought, or why it has brought nothing. */
export function whatCame(subscription: SubscriptionAnswer, came: Came): string {
  const trial = subscription.status === 'trialing' ? 'Your trial has begun. ' : '';
  if (subscription.unlimited) return `${trial}Credits are without limit from now on.`;
  if (came.credits > 0)
    return `${trial}${credits(came.credits)} ${came.credits === 1 ? 'is' : 'are'} in your balance.`;
  return `${trial}${withoutCredits(subscription, came)}`;
}
