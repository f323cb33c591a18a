import type Stripe from 'stripe';
import {
  consumersOf,
  driftTypes,
  stripeEventSource,
  stripeObjectReference,
} from '../contract/stripe-events.ts';
import type { Bus } from '../platform/bus.ts';
import { epochSeconds } from '../platform/clock.ts';
import type { Outside } from '../platform/outside.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { putOnBus } from './forward.ts';

export interface TellAgainDeps {
  bus: Bus;
  outside: Outside;
  stripe(): Promise<Stripe>;
  /** Whether this deployment is one for live money; unknown until Stripe's key is set. */
  live: boolean | undefined;
}

function driftTypeOf(objectId: string) {
  if (objectId.startsWith('sub_')) return driftTypes.subscription;
  return objectId.startsWith('cus_') ? driftTypes.customer : driftTypes.payment;
}

/** Whether an event of the type leads the consumers to the object that would mend what differs of it. */
export function leadsTo(objectId: string, type: string): boolean {
  return consumersOf(driftTypeOf(objectId)).some((consumer) => consumersOf(type).includes(consumer));
}

async function fetchEvent(stripe: Stripe, eventId: string): Promise<Stripe.Event | undefined> {
  try {
    return await stripe.events.retrieve(eventId);
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

async function putReference({ bus, outside, live }: TellAgainDeps, objectId: string): Promise<string> {
  const created = epochSeconds(outside.clock.now());
  const reference = stripeObjectReference.parse({
    object: 'object_reference',
    id: `drift_${objectId}_${created}`,
    type: driftTypeOf(objectId),
    objectId,
    created,
    livemode: live,
  });
  await bus.put({
    source: stripeEventSource,
    type: reference.type,
    detail: JSON.stringify(reference),
  });
  return reference.id;
}

/**
 * Leads the consumers to an object once more: by its newest event, mails and all, or where Stripe no longer has one by
 * a reference, which brings no mail. They act once by cause, whatever leads them there. Answers what is on the bus now.
 */
export async function tellAgain(
  deps: TellAgainDeps,
  objectId: string,
  eventId: string | undefined,
): Promise<string> {
  const found = eventId && (await fetchEvent(await deps.stripe(), eventId));
  if (!found) return putReference(deps, objectId);
  const text = JSON.stringify(found);
  await putOnBus(deps.bus, JSON.parse(text), text);
  return found.id;
}
