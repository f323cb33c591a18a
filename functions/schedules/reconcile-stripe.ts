import * as z from 'zod/mini';
import { reconcileSettings } from '../../lib/contract/function-settings.ts';
import { reconcile } from '../../lib/operations/reconcile.ts';
import { reconcileSince } from '../../lib/operations/reconcile-since.ts';
import { planDeps } from '../../lib/plans/plan-deps.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { createCount } from '../../lib/platform/metrics.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createStripe, isLiveKey } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';

/** An operator may say how far back to look, and what is to come of it; the schedule's own event does not. */
const request = z.object({
  sinceEpochSeconds: z.optional(z.int()),
  mode: z._default(z.enum(['look', 'bringIn', 'apply']), 'bringIn'),
  liveRows: z._default(
    z.array(z.object({ subscriptionId: z.string(), userId: z.string(), status: z.string() })),
    [],
  ),
});

export const createHandler = scheduleFunction({
  name: 'reconcile-stripe',
  settings: reconcileSettings,
  deps: (world) => {
    const { settings, outside, log } = world;
    const stripe = createStripe(settings);
    return {
      outside,
      log,
      stripe,
      live: isLiveKey(settings.STRIPE_SECRET_KEY),
      trialKey: settings.IDENTITY_HASH_KEY,
      ...planDeps(world, stripe),
      count: createCount(settings.STAGE, outside),
      table: createTable(settings, outside),
      bus: createBus(settings, outside),
    };
  },
  run: (deps, event) => {
    const { sinceEpochSeconds, ...more } = request.parse(event);
    return sinceEpochSeconds === undefined
      ? reconcile(deps)
      : reconcileSince(deps, { sinceEpochSeconds, ...more });
  },
});

export const handler = createHandler(lambdaOutside);
