import { syncSubscriptionSettings } from '../../lib/contract/function-settings.ts';
import { consumerFunction } from '../../lib/events/consumer.ts';
import { consumerDeps } from '../../lib/events/consumer-deps.ts';
import { parkedUnlessOurs } from '../../lib/events/ours.ts';
import { planDeps } from '../../lib/plans/plan-deps.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { syncSubscription } from '../../lib/subscriptions/sync-subscription.ts';

export const createHandler = consumerFunction({
  name: 'sync-subscription',
  settings: syncSubscriptionSettings,
  deps: (world) => {
    const deps = consumerDeps(world);
    return { ...deps, ...planDeps(world, deps.stripe) };
  },
  consume: async (deps, event) => parkedUnlessOurs(event, deps.live) ?? syncSubscription(deps, event),
});

export const handler = createHandler(lambdaOutside);
