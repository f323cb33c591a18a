import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import type { CatalogPlan } from '../billing/plan-names.ts';

const entitlement = 'api_keys';
const anyOf = new Intl.ListFormat('en', { type: 'disjunction' });

/** Whether the plan of now lets the person make keys. */
export const mayMakeKeys = (subscription: Pick<SubscriptionAnswer, 'entitlements'> | null): boolean =>
  subscription?.entitlements.includes(entitlement) ?? false;

/** The plans that do, in words; undefined when none does. */
export function plansWithKeys(plans: readonly CatalogPlan[]): string | undefined {
  const names = plans
    .filter(({ entitlements }) => entitlements.includes(entitlement))
    .map(({ name }) => name);
  return names.length > 0 ? anyOf.format(names) : undefined;
}
