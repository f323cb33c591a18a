import type { Metrics } from '../contract/admin-routes.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';
import { monthOf, startOfMonth } from './months.ts';

/** What counts: not one that was never paid or confirmed, nor one that was paid beside another and is given back. */
const counts = ({ status, awaitsCard, duplicateOf }: Subscription): boolean =>
  !awaitsCard && duplicateOf === null && status !== 'incomplete' && status !== 'incomplete_expired';

const inEffect = ['active', 'trialing', 'past_due'];

function plansOf(all: Subscription[]): Metrics['plans'] {
  const live = all.filter(({ knownStatus }) => inEffect.includes(knownStatus));
  const tiers = [...new Set(live.map(({ tier }) => tier))].sort();
  const having = (wanted: string, status: string) =>
    live.filter(({ tier, knownStatus }) => tier === wanted && knownStatus === status).length;
  return tiers.map((tier) => ({
    tier,
    active: having(tier, 'active'),
    trialing: having(tier, 'trialing'),
    pastDue: having(tier, 'past_due'),
  }));
}

/** A trial is converted when the subscription went on after its end. */
function trialsOf(all: Subscription[], now: string): Metrics['trials'] {
  const trials = all.filter(({ trialStart }) => trialStart !== null);
  const isConverted = ({ trialEnd, endedAt, knownStatus }: Subscription) =>
    trialEnd !== null &&
    trialEnd <= now &&
    knownStatus !== 'trialing' &&
    knownStatus !== 'paused' &&
    (endedAt === null || endedAt > trialEnd);
  return {
    running: trials.filter(({ knownStatus }) => knownStatus === 'trialing').length,
    started: trials.length,
    converted: trials.filter(isConverted).length,
  };
}

/** Adds up subscription rows. */
export function subscriptionTally() {
  const all: Subscription[] = [];
  const ids = new Set<string>();
  return {
    add(subscription: Subscription): void {
      ids.add(subscription.subscriptionId);
      if (counts(subscription)) all.push(subscription);
    },
    /** All of ours, also those that do not count: what was paid for them, and went back, was paid. */
    ids: (): ReadonlySet<string> => ids,
    months: (): string[] => all.map(({ createdAt }) => monthOf(createdAt)),
    inMonth(month: string) {
      const start = startOfMonth(month);
      const isThis = (iso: string | null) => iso !== null && monthOf(iso) === month;
      return {
        subscriptionsAtStart: all.filter(
          ({ createdAt, endedAt }) => createdAt < start && (endedAt === null || endedAt >= start),
        ).length,
        subscriptionsStarted: all.filter(({ createdAt }) => isThis(createdAt)).length,
        subscriptionsEnded: all.filter(({ endedAt }) => isThis(endedAt)).length,
        trialsStarted: all.filter(({ trialStart }) => isThis(trialStart)).length,
      };
    },
    plans: () => plansOf(all),
    trials: (now: string) => trialsOf(all, now),
  };
}
