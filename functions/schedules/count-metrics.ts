import { countMetricsSettings } from '../../lib/contract/function-settings.ts';
import { countMetrics, withoutEnd } from '../../lib/metrics/count-metrics.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';

export const createHandler = scheduleFunction({
  name: 'count-metrics',
  settings: countMetricsSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    stripe: createStripe(settings),
  }),
  run: (deps) => countMetrics(deps, withoutEnd),
});

export const handler = createHandler(lambdaOutside);
