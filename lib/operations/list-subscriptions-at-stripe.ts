import type Stripe from 'stripe';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { compareSubscription, wholeSubscription } from '../subscriptions/compare-subscription.ts';
import type { LookDeps } from './look-at-stripe.ts';
import type { Progress } from './reconcile-progress.ts';

/** Subscriptions that may differ: looked at page by page, so that an event may have come in between. */
export interface Listed {
  compared: number;
  differing: string[];
}

const expand = wholeSubscription.map((field) => `data.${field}`);
const perPage = 100;
// 2,000 an hour take about a minute; a run has fifteen, most of them for events.
const pagesPerRun = 20;

async function hold(deps: LookDeps, subscription: Stripe.Subscription, listed: Listed): Promise<void> {
  const difference = await compareSubscription(deps, subscription);
  if (difference === 'same') listed.compared += 1;
  else listed.differing.push(subscription.id);
}

/** All that Stripe has, also what is over; `seen` is told each id. */
export async function listAll(deps: LookDeps, seen: (id: string) => void): Promise<Listed> {
  const listed: Listed = { compared: 0, differing: [] };
  const client = await deps.stripe();
  for await (const subscription of client.subscriptions.list({ status: 'all', limit: perPage, expand })) {
    seen(subscription.id);
    await hold(deps, subscription, listed);
  }
  return listed;
}

/** Undefined when the one to go on after is gone: in test mode, where data can be deleted. */
async function pageAfter(
  stripe: Stripe,
  after: string | undefined,
): Promise<Stripe.ApiList<Stripe.Subscription> | undefined> {
  try {
    const from = after === undefined ? {} : { starting_after: after };
    return await stripe.subscriptions.list({ limit: perPage, expand, ...from });
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/** One hour's part of a look at all that are not over; `next` is null at the end of the list. */
export async function listSome(
  deps: LookDeps,
  from: NonNullable<Progress['listing']>,
): Promise<Listed & { next: Progress['listing'] }> {
  const listed: Listed = { compared: 0, differing: [] };
  const client = await deps.stripe();
  let { after } = from;
  for (let page = 0; page < pagesPerRun; page += 1) {
    const found = await pageAfter(client, after);
    for (const subscription of found?.data ?? []) await hold(deps, subscription, listed);
    after = found?.data.at(-1)?.id;
    if (!found?.has_more || after === undefined) return { ...listed, next: null };
  }
  return { ...listed, next: after === undefined ? null : { after } };
}
