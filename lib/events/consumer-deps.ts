import type { recordEventSettings } from '../contract/function-settings.ts';
import type { World } from '../platform/cold-start.ts';
import { createCount } from '../platform/metrics.ts';
import { createQueue } from '../platform/queue.ts';
import { createStripe, isLiveKey } from '../platform/stripe.ts';
import { createTable } from '../platform/table.ts';

type ConsumerSetting = (typeof recordEventSettings)[number];

/** What every consumer of Stripe events works with. */
export function consumerDeps({ settings, outside, log }: World<ConsumerSetting>) {
  return {
    outside,
    log,
    count: createCount(settings.STAGE, outside),
    table: createTable(settings, outside),
    queue: createQueue(settings, outside),
    // The queue repeats what fails: three calls of four seconds each end within the consumer's time-out of 20.
    stripe: createStripe(settings, 0),
    /** Whether this deployment is one for live money; unknown until Stripe's key is set. */
    live: isLiveKey(settings.STRIPE_SECRET_KEY),
  };
}
