import type { Catalog } from '../contract/catalog.ts';
import type { Outside } from '../platform/outside.ts';
import { standingOf } from './standing.ts';
import type { Subscription } from './subscription-item.ts';

interface PlanDeps {
  catalog: Catalog;
  outside: Pick<Outside, 'clock'>;
}

const anyOf = new Intl.ListFormat('en', { type: 'disjunction' });

/** What to tell someone whose plan does not entitle them now, with the plans that would; undefined when it does. */
export function planRefusal(
  { catalog, outside }: PlanDeps,
  user: { subscription?: Subscription | undefined },
  entitlement: string,
): string | undefined {
  const { plan } = standingOf(catalog, user.subscription, outside.clock.now());
  if (plan.entitlements.includes(entitlement)) return undefined;
  const names = catalog.plans
    .filter(({ entitlements }) => entitlements.includes(entitlement))
    .map(({ name }) => name);
  return names.length > 0
    ? `The plan ${plan.name} does not include this. Choose ${anyOf.format(names)} on the pricing page.`
    : `The plan ${plan.name} does not include this, and no other does.`;
}
