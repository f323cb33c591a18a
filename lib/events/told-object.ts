import type Stripe from 'stripe';
import type { StripeEvent, StripeObjectReference } from '../contract/stripe-events.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';

type Fetch = (stripe: Stripe, id: string) => Promise<object>;

const fetchers: [id: RegExp, fetch: Fetch][] = [
  [/^cs_/, (stripe, id) => stripe.checkout.sessions.retrieve(id)],
  [/^in_/, (stripe, id) => stripe.invoices.retrieve(id)],
  [/^(re|pyr)_/, (stripe, id) => stripe.refunds.retrieve(id)],
  [/^(du|dp|pdp)_/, (stripe, id) => stripe.disputes.retrieve(id)],
  [/^sub_/, (stripe, id) => stripe.subscriptions.retrieve(id)],
  [/^cus_/, (stripe, id) => stripe.customers.retrieve(id)],
];

async function fetchNow(stripe: Stripe, objectId: string): Promise<object | undefined> {
  const fetch = fetchers.find(([id]) => id.test(objectId))?.[1];
  try {
    return await fetch?.(stripe, objectId);
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/**
 * The object that a reference leads to, as Stripe has it now, in the envelope that consumers read. It keeps the
 * reference's own id and type, which are not Stripe's. Undefined when Stripe has no such object.
 */
export async function toldObject(
  stripe: Stripe,
  { id, type, objectId, created, livemode }: StripeObjectReference,
): Promise<StripeEvent | undefined> {
  const found = await fetchNow(stripe, objectId);
  return found && { id, object: 'event', type, created, livemode, data: { object: { ...found } } };
}

/** Whether an event, or a reference that stands in for one, is about an object of Stripe's kind `checkout.session`, say. */
export function isAbout({ type, data: { object } }: StripeEvent, kind: string): boolean {
  return type.startsWith(`${kind}.`) || object.object === kind;
}
