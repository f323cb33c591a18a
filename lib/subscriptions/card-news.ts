import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { idOrObject } from '../payments/stripe-id.ts';

const trialUpdate = z.looseObject({
  object: z.looseObject({
    id: z.string(),
    customer: idOrObject,
    status: z.literal('trialing'),
    latest_invoice: idOrObject,
  }),
  previous_attributes: z.looseObject({
    pending_setup_intent: z.optional(z.unknown()),
    default_payment_method: z.optional(z.unknown()),
  }),
});

export interface CardNews {
  subscriptionId: string;
  customerId: string;
  /** The trial's. */
  invoiceId: string;
}

/** What an event tells of a trial to which a card may just have come; undefined of anything else. */
export function cardNewsOf({ type, data }: StripeEvent): CardNews | undefined {
  if (type !== 'customer.subscription.updated') return undefined;
  const told = z.safeParse(trialUpdate, data).data;
  if (!told) return undefined;
  const { object, previous_attributes: was } = told;
  if (!('pending_setup_intent' in was || 'default_payment_method' in was)) return undefined;
  return { subscriptionId: object.id, customerId: object.customer, invoiceId: object.latest_invoice };
}
