import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { isDue, isLive, planActions } from '../billing/plan-actions.ts';
import type { CatalogPlan } from '../billing/plan-names.ts';
import { type Interval, shownPrice } from './prices.ts';

/** What can be done with a plan on the pricing page. */
export type Offer =
  | { kind: 'current' }
  /** It comes by itself at the end of the period. */
  | { kind: 'coming'; at: string | null }
  | { kind: 'subscribe'; interval: Interval; trialDays: number }
  | { kind: 'switch'; interval: Interval }
  /** The plan cannot be changed as it stands: a payment is due, or it is paused, say. */
  | { kind: 'blocked'; isDue: boolean }
  | { kind: 'contact'; address: string }
  /** The free plan: to begin with, or what is left when a plan ends. */
  | { kind: 'begin' }
  | { kind: 'leave' }
  | { kind: 'none' };

export interface Asking {
  signedIn: boolean;
  subscription: SubscriptionAnswer | null;
  interval: Interval;
}

/** The address of a contact: a page, or a mailbox. */
export function contactAddress(contact: string): string {
  if (/^(https?:\/\/|mailto:)/.test(contact)) return contact;
  return contact.includes('@') ? `mailto:${contact}` : `https://${contact}`;
}

function ofSubscriber(plan: CatalogPlan, subscription: SubscriptionAnswer, interval: Interval): Offer {
  const change = subscription.pending_change;
  if (change?.waits_for === 'period_end' && change.tier === plan.tier && change.interval === interval)
    return { kind: 'coming', at: change.effective_at };
  const isCurrent = subscription.subscribed_tier === plan.tier && subscription.interval === interval;
  if (isCurrent) return { kind: 'current' };
  if (!planActions(subscription).change) return { kind: 'blocked', isDue: isDue(subscription) };
  return { kind: 'switch', interval };
}

export function offerOf(plan: CatalogPlan, { signedIn, subscription, interval }: Asking): Offer {
  const live = subscription !== null && isLive(subscription) ? subscription : null;
  if (plan.contact !== null) {
    if (live?.subscribed_tier === plan.tier) return { kind: 'current' };
    return { kind: 'contact', address: contactAddress(plan.contact) };
  }
  const price = shownPrice(plan, interval);
  if (price === undefined) {
    if (live) return { kind: 'leave' };
    return { kind: signedIn ? 'current' : 'begin' };
  }
  if (live) return ofSubscriber(plan, live, price.interval);
  return { kind: 'subscribe', interval: price.interval, trialDays: plan.trial_days };
}
