import type { CatalogPlan } from '../billing/plan-names.ts';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import { type Interval, shownPrice } from './prices.ts';

interface Terms {
  interval: Interval;
  trialDays: number;
}

/** What a subscription will cost, with the trial before it; a card that had one brings no second. */
export function subscribeTerms(plan: CatalogPlan, { interval, trialDays }: Terms, locale?: string): string {
  const price = shownPrice(plan, interval);
  if (price === undefined) return '';
  const amount = money(price.amount, price.currency, locale);
  if (trialDays === 0) return `${amount} today, then every ${interval}. Cancel any time.`;
  const brings = plan.trial_credits > 0 ? ` with ${credits(plan.trial_credits, locale)}` : '';
  return `${trialDays} days free${brings}, once per person and card, then ${amount} a ${interval}. Cancel any time before.`;
}
