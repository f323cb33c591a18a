import type { Credits } from '../../../lib/contract/billing-routes.ts';
import type { PlansAnswer } from '../../../lib/contract/payment-routes.ts';
import { credits, number } from '../format/credits.ts';

/** What the next generation costs, and who pays it. */
export type Terms =
  | { kind: 'free'; perDay: number; left: number }
  | { kind: 'credits'; cost: number; available: number }
  | { kind: 'unlimited' }
  /** `freePerDay` is 0 where there are none, else all of today's are used up. */
  | { kind: 'short'; cost: number; available: number; freePerDay: number };

interface Person {
  balance: Credits;
  /** Ever had a credit: who never had one may try for nothing. */
  hadCredits: boolean;
}

/** `person` is null for a visitor; `used` counts today's free generations from this browser. */
export function termsOf(
  plans: Pick<PlansAnswer, 'plans' | 'costs' | 'anonymous_generations_per_day'>,
  person: Person | null,
  used: number,
): Terms {
  if (person === null) return free(plans.anonymous_generations_per_day, used);
  const { balance, hadCredits } = person;
  if (balance.unlimited) return { kind: 'unlimited' };
  const cost = plans.costs.generate;
  if (balance.available >= cost) return { kind: 'credits', cost, available: balance.available };
  // Where no plan is free, who has none has what a visitor has.
  const plan = plans.plans.find(({ tier }) => tier === balance.tier);
  const perDay = plan?.demo_generations_per_day ?? plans.anonymous_generations_per_day;
  if (!hadCredits && used < perDay) return free(perDay, used);
  return { kind: 'short', cost, available: balance.available, freePerDay: hadCredits ? 0 : perDay };
}

const free = (perDay: number, used: number): Terms => ({
  kind: 'free',
  perDay,
  left: Math.max(perDay - used, 0),
});

/** Said beside the button, before it is pressed. */
export function termsWords(terms: Terms, locale?: string): string {
  switch (terms.kind) {
    case 'free':
      return `Free here: ${number(terms.left, locale)} of ${number(terms.perDay, locale)} left today.`;
    case 'unlimited':
      return 'Your credits are unlimited.';
    case 'credits':
      return `${credits(terms.cost, locale)} will be used. You have ${number(terms.available, locale)}.`;
    case 'short': {
      const none =
        terms.freePerDay === 0
          ? ''
          : `None of today\u2019s ${number(terms.freePerDay, locale)} free ones is left. `;
      return `${none}${credits(terms.cost, locale)} ${terms.cost === 1 ? 'is' : 'are'} needed. You have ${number(terms.available, locale)}.`;
    }
  }
}

/** Whether what is generated is kept, and opens in the editor. */
export const isSaved = ({ kind }: Terms) => kind === 'credits' || kind === 'unlimited';
