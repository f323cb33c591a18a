import { grantCreditsSettings } from '../../lib/contract/settings.ts';
import { consumerFunction } from '../../lib/events/consumer.ts';
import { consumerDeps } from '../../lib/events/consumer-deps.ts';
import { parkedUnlessOurs } from '../../lib/events/ours.ts';
import { settleCheckout } from '../../lib/payments/settle-checkout.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

export const createHandler = consumerFunction({
  name: 'grant-credits',
  settings: grantCreditsSettings,
  deps: consumerDeps,
  consume: async (deps, event) => parkedUnlessOurs(event, deps.live) ?? settleCheckout(deps, event),
});

export const handler = createHandler(lambdaOutside);
