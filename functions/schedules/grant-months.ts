import { grantMonthsSettings } from '../../lib/contract/function-settings.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createTable } from '../../lib/platform/table.ts';
import { grantDueMonths } from '../../lib/subscriptions/grant-due-months.ts';

export const createHandler = scheduleFunction({
  name: 'grant-months',
  settings: grantMonthsSettings,
  deps: ({ settings, outside, log }) => ({ outside, log, table: createTable(settings, outside) }),
  run: (deps) => grantDueMonths(deps),
});

export const handler = createHandler(lambdaOutside);
