import * as z from 'zod/mini';
import { reconcileSettings } from '../../lib/contract/settings.ts';
import { reconcile, reconcileSince } from '../../lib/operations/reconcile.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { createCount } from '../../lib/platform/metrics.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';

/** An operator may say how far back to look; the schedule's own event does not. */
const request = z.object({ sinceEpochSeconds: z.optional(z.int()) });

export const createHandler = scheduleFunction({
  name: 'reconcile-stripe',
  settings: reconcileSettings,
  deps: ({ settings, outside, log }) => ({
    outside,
    log,
    count: createCount(settings.STAGE, outside),
    table: createTable(settings, outside),
    bus: createBus(settings, outside),
    stripe: createStripe(settings),
  }),
  run: (deps, event) => {
    const { sinceEpochSeconds } = request.parse(event);
    return sinceEpochSeconds === undefined ? reconcile(deps) : reconcileSince(deps, sinceEpochSeconds);
  },
});

export const handler = createHandler(lambdaOutside);
