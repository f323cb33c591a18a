import { provisionAccountSettings } from '../../lib/contract/function-settings.ts';
import { consumerFunction } from '../../lib/events/consumer.ts';
import { consumerDeps } from '../../lib/events/consumer-deps.ts';
import { parkedUnlessOurs } from '../../lib/events/ours.ts';
import { provisionAccount } from '../../lib/keys/provision-account.ts';
import { planDeps } from '../../lib/plans/plan-deps.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

export const createHandler = consumerFunction({
  name: 'provision-account',
  settings: provisionAccountSettings,
  deps: (world) => {
    const deps = consumerDeps(world);
    const { STAGE, FRONTEND_URL } = world.settings;
    return { ...deps, ...planDeps(world, deps.stripe), stage: STAGE, frontends: FRONTEND_URL };
  },
  consume: async (deps, event) => parkedUnlessOurs(event, deps.live) ?? provisionAccount(deps, event),
});

export const handler = createHandler(lambdaOutside);
