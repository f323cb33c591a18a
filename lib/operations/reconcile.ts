import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import { forwardMissedEvents, type MissedEvents, type MissedEventsDeps } from '../events/missed-events.ts';
import { compareWithStripe, type Difference } from '../payments/compare-with-stripe.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

export interface ReconcileReport extends MissedEvents {
  /** Undefined when events were put on the bus just now: what they change can only be compared after. */
  differences: Difference[] | undefined;
}

const cursorName = 'reconcile-stripe';
const cursorItem = z.object({ reconciledAtEpochSeconds: z.int() });

const hourSeconds = 3_600;
// Stripe keeps events for 30 days.
const firstLookSeconds = 30 * 24 * hourSeconds;
// A consumer may work on an event for a day; each run looks again at what may have got lost in that day.
const overlapSeconds = 26 * hourSeconds;
// What is younger may still be on its way.
const compareGraceSeconds = hourSeconds;

async function sinceLastRun(table: Table, nowSeconds: number): Promise<number> {
  const item = await table.get(keys.cursor(cursorName));
  const last = item ? cursorItem.parse(item).reconciledAtEpochSeconds - overlapSeconds : 0;
  return Math.max(last, nowSeconds - firstLookSeconds);
}

/** Whether Stripe is there to be asked; without it there is nothing to reconcile. */
async function canAskStripe({ stripe, log }: MissedEventsDeps): Promise<boolean> {
  try {
    await stripe();
    return true;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    log.info('Nothing to reconcile', { code: cause.code });
    return false;
  }
}

/**
 * Brings in the events that never came (a webhook route that was down, an endpoint that Stripe had given up), and
 * when there were none, holds payments against Stripe. `sinceEpochSeconds` overrides where the last run ended.
 */
export async function reconcile(
  deps: MissedEventsDeps,
  sinceEpochSeconds: number | undefined,
): Promise<ReconcileReport> {
  if (!(await canAskStripe(deps))) return { seen: 0, forwarded: 0, differences: [] };
  const nowSeconds = epochSeconds(deps.outside.clock.now());
  const since = sinceEpochSeconds ?? (await sinceLastRun(deps.table, nowSeconds));
  const missed = await forwardMissedEvents(deps, since);
  const period = { gte: since, lt: nowSeconds - compareGraceSeconds };
  const differences = missed.forwarded === 0 ? await compareWithStripe(deps, period) : undefined;
  for (const { paymentId, stripeId, words } of differences ?? []) {
    deps.log.warn('Payment differs from Stripe', { paymentId, stripeId, words });
    deps.count('ReconcileDifferences');
  }
  if (sinceEpochSeconds === undefined) {
    await deps.table.put({ Item: { ...keys.cursor(cursorName), reconciledAtEpochSeconds: nowSeconds } });
  }
  deps.log.info('Reconciled with Stripe', { ...missed, differences: differences?.length });
  return { ...missed, differences };
}
