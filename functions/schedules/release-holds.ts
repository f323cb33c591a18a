import { releaseHoldsSettings } from '../../lib/contract/function-settings.ts';
import { releaseExpiredHolds } from '../../lib/credits/expired-holds.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createTable } from '../../lib/platform/table.ts';

export const createHandler = scheduleFunction({
  name: 'release-holds',
  settings: releaseHoldsSettings,
  deps: ({ settings, outside, log }) => ({ outside, log, table: createTable(settings, outside) }),
  run: (deps) => releaseExpiredHolds(deps),
});

export const handler = createHandler(lambdaOutside);
