import { eraseAccountsSettings } from '../../lib/contract/function-settings.ts';
import { eraseAccounts } from '../../lib/erasure/erase-accounts.ts';
import { createCount } from '../../lib/platform/metrics.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';

// Of the function's fifteen minutes; the last are for the step that has begun.
const longestRunMs = 720_000;

export const createHandler = scheduleFunction({
  name: 'erase-accounts',
  settings: eraseAccountsSettings,
  deps: ({ settings, outside, log }) => ({
    outside,
    log,
    count: createCount(settings.STAGE, outside),
    table: createTable(settings, outside),
    // The next run repeats what fails: one person's must not take the time of the others'.
    stripe: createStripe(settings, 0),
  }),
  run: (deps) => {
    const untilMs = deps.outside.realClock.now().getTime() + longestRunMs;
    return eraseAccounts({ ...deps, untilMs });
  },
});

export const handler = createHandler(lambdaOutside);
