import { endSubscriptionsSettings } from '../../lib/contract/function-settings.ts';
import { createCount } from '../../lib/platform/metrics.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';
import { endSubscriptions } from '../../lib/subscriptions/end-subscriptions.ts';

export const createHandler = scheduleFunction({
  name: 'end-subscriptions',
  settings: endSubscriptionsSettings,
  deps: ({ settings, outside, log }) => ({
    outside,
    log,
    count: createCount(settings.STAGE, outside),
    table: createTable(settings, outside),
    // The next run repeats what fails: one person's must not take the time of the others'.
    stripe: createStripe(settings, 0),
  }),
  run: (deps) => endSubscriptions(deps),
});

export const handler = createHandler(lambdaOutside);
