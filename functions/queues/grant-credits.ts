import { grantCreditsSettings } from '../../lib/contract/function-settings.ts';
import { consumerFunction } from '../../lib/events/consumer.ts';
import { consumerDeps } from '../../lib/events/consumer-deps.ts';
import { parkedUnlessOurs } from '../../lib/events/ours.ts';
import { settlePayment } from '../../lib/payments/settle-payment.ts';
import { planDeps } from '../../lib/plans/plan-deps.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

export const createHandler = consumerFunction({
  name: 'grant-credits',
  settings: grantCreditsSettings,
  deps: (world) => {
    const deps = consumerDeps(world);
    return { ...deps, ...planDeps(world, deps.stripe), trialKey: world.settings.IDENTITY_HASH_KEY };
  },
  consume: async (deps, event) => parkedUnlessOurs(event, deps.live) ?? settlePayment(deps, event),
});

export const handler = createHandler(lambdaOutside);
