import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { idOrObject } from './stripe-id.ts';

/** What is read of a checkout session in an event. Amounts are in the currency's minor unit. */
const checkoutSession = z.looseObject({
  id: z.string().check(z.regex(/^cs_[A-Za-z0-9_]{1,250}$/)),
  mode: z.string(),
  payment_status: z.string(),
  customer: z.nullish(idOrObject),
  payment_intent: z.nullish(idOrObject),
  client_reference_id: z.nullish(z.string()),
  metadata: z.nullish(z.record(z.string(), z.unknown())),
  currency: z.nullish(z.string()),
  amount_subtotal: z.nullish(z.int()),
  amount_total: z.nullish(z.int()),
});

export type CheckoutSession = z.output<typeof checkoutSession>;

/** Undefined when the object has a shape that we do not know. */
export function parseCheckoutSession(object: unknown): CheckoutSession | undefined {
  const result = z.safeParse(checkoutSession, object);
  return result.success ? result.data : undefined;
}

export function readCheckoutSession(event: StripeEvent): CheckoutSession | undefined {
  return parseCheckoutSession(event.data.object);
}
