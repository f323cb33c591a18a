import type { Plan } from '../contract/catalog.ts';
import type { UserItem } from '../users/user-item.ts';
import { type TrialDeps, trialApplies } from './trials.ts';

/** How many days of trial the plan still has for the person. */
export async function trialDaysFor(deps: TrialDeps, user: UserItem, plan: Plan): Promise<number> {
  if (plan.trial_days === 0) return 0;
  return (await trialApplies(deps, user)) ? plan.trial_days : 0;
}
