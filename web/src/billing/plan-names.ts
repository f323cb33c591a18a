import type { PlansAnswer } from '../../../lib/contract/payment-routes.ts';

export type CatalogPlan = PlansAnswer['plans'][number];

/** A plan's name by its tier; the tier itself until the catalog is there, or when it sells that plan no more. */
export const namesOf =
  (plans: CatalogPlan[] | undefined) =>
  (tier: string): string =>
    plans?.find((plan) => plan.tier === tier)?.name ?? tier;
