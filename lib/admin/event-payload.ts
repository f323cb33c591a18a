import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import { isMissingAtStripe, orUpstreamFailure } from '../platform/stripe.ts';
import type { InboxRows } from './inbox-rows.ts';

export interface PayloadDeps {
  stripe(): Promise<Stripe>;
}

/** An event as the bus carries it, in JSON. */
export type FoundPayload =
  | { outcome: 'found'; source: 'inbox' | 'stripe'; text: string }
  /** Why it is not there, for staff. */
  | { outcome: 'missing'; why: string };

async function atStripe({ stripe }: PayloadDeps, eventId: string): Promise<FoundPayload> {
  const client = await stripe();
  try {
    const event = await orUpstreamFailure(() => client.events.retrieve(eventId), 'Nothing was changed.');
    return { outcome: 'found', source: 'stripe', text: JSON.stringify(event) };
  } catch (cause) {
    const stripes = cause instanceof AppError ? cause.cause : cause;
    if (isMissingAtStripe(stripes))
      return { outcome: 'missing', why: 'Stripe no longer has it: it keeps events for 30 days' };
    throw cause;
  }
}

/** What is kept with a row that is parked, or else what Stripe has. */
export async function findPayload(
  deps: PayloadDeps,
  { eventId, consumers }: InboxRows,
): Promise<FoundPayload> {
  const kept = consumers.find(({ payload }) => payload !== undefined)?.payload;
  if (kept !== undefined) return { outcome: 'found', source: 'inbox', text: kept };
  if (!eventId.startsWith('evt_'))
    return { outcome: 'missing', why: 'It is not one of Stripe’s: npm run reconcile -- --apply made it' };
  return atStripe(deps, eventId);
}
