import type Stripe from 'stripe';
import { keys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Count } from '../platform/metrics.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { endAtStripe } from './end-at-stripe.ts';
import { type Ending, openEndings, readEnding, removeEnding, writeEnding } from './ending-item.ts';
import { liveSubscriptions } from './list-subscriptions.ts';

export interface EndingDeps {
  table: Table;
  outside: Outside;
  stripe(): Promise<Stripe>;
  log: Log;
  count: Count;
}

/** `open`: Stripe did not confirm it yet; the schedule goes on. */
export type EndOutcome = 'ended' | 'open';

// What an hour's tries have not ended is more than a passing fault.
const stuckAfterMs = 3_600_000;
// What a checkout made while it was being looked at is found by the next look. More than two are never needed.
const looks = 3;

/** The customer of now, and those of subscriptions that an earlier customer may have left. */
async function customersOf(table: Table, userId: string): Promise<string[]> {
  const user = await table.get(keys.user(userId));
  const current = typeof user?.stripeCustomerId === 'string' ? [user.stripeCustomerId] : [];
  const left = (await liveSubscriptions(table, userId)).map(({ customerId }) => customerId);
  return [...current, ...left];
}

async function endAll(deps: EndingDeps, { userId, customerIds }: Ending): Promise<EndOutcome> {
  const stripe = await deps.stripe();
  const customers = new Set([...customerIds, ...(await customersOf(deps.table, userId))]);
  for (let look = 0; look < looks; look += 1) {
    let found = 0;
    for (const customer of customers) found += await endAtStripe(stripe, customer);
    if (found === 0) return 'ended';
  }
  return 'open';
}

/** One try. A failure is noted here and now, since the others must have theirs; after an hour it is an alarm. */
async function tryToEnd(deps: EndingDeps, ending: Ending): Promise<EndOutcome> {
  const { table, outside, log, count } = deps;
  const { userId, since } = ending;
  try {
    const outcome = await endAll(deps, ending);
    if (outcome === 'ended') await removeEnding(table, ending);
    log.info('Ending subscriptions', { userId, outcome });
    return outcome;
  } catch (cause) {
    log.error('Subscriptions could not be ended', { userId, since }, cause);
    if (outside.clock.now().getTime() - Date.parse(since) >= stuckAfterMs) count('StuckEndings');
    return 'open';
  }
}

/**
 * Ends all that the person could still be charged for: noted first, so that it will be done however long Stripe fails,
 * then tried at once. Asking twice changes nothing.
 */
export async function requestEnd(
  deps: EndingDeps,
  userId: string,
  /** Those that nothing else here leads to any more. */
  alsoCustomers: readonly string[] = [],
): Promise<EndOutcome> {
  const { table, outside } = deps;
  const before = await readEnding(table, userId);
  const known = [...(before?.customerIds ?? []), ...alsoCustomers];
  const customerIds = [...new Set([...known, ...(await customersOf(table, userId))])];
  const ending = { userId, customerIds, since: before?.since ?? outside.clock.now().toISOString() };
  await writeEnding(table, ending);
  return tryToEnd(deps, ending);
}

/** Goes on with every ending that is open. */
export async function endSubscriptions(deps: EndingDeps): Promise<Record<EndOutcome, number>> {
  const result = { ended: 0, open: 0 };
  for await (const ending of openEndings(deps.table)) result[await tryToEnd(deps, ending)] += 1;
  return result;
}
