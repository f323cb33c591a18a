import * as z from 'zod/mini';
import { idOrObject } from '../payments/stripe-id.ts';

const seconds = z.int().check(z.nonnegative());

const line = z.looseObject({
  id: z.string(),
  amount: z.int(),
  period: z.looseObject({ start: seconds, end: seconds }),
  // Now: `pricing` and `parent`. Before 2025-03-31.basil: `price`, `type` and `proration`.
  pricing: z.nullish(z.looseObject({ price_details: z.nullish(z.looseObject({ price: idOrObject })) })),
  price: z.nullish(idOrObject),
  parent: z.nullish(
    z.looseObject({
      type: z.string(),
      subscription_item_details: z.nullish(z.looseObject({ proration: z.nullish(z.boolean()) })),
      invoice_item_details: z.nullish(
        z.looseObject({ proration: z.nullish(z.boolean()), subscription: z.nullish(idOrObject) }),
      ),
    }),
  ),
  type: z.nullish(z.string()),
  proration: z.nullish(z.boolean()),
});

type StripeLine = z.output<typeof line>;

const stripeInvoice = z.looseObject({
  id: z.string().check(z.regex(/^in_[A-Za-z0-9_]{1,250}$/)),
  status: z.nullish(z.string()),
  customer: z.nullish(idOrObject),
  created: seconds,
  currency: z.string(),
  amount_paid: z.int(),
  billing_reason: z.nullish(z.string()),
  status_transitions: z.nullish(z.looseObject({ paid_at: z.nullish(seconds) })),
  parent: z.nullish(
    z.looseObject({ subscription_details: z.nullish(z.looseObject({ subscription: idOrObject })) }),
  ),
  subscription: z.nullish(idOrObject),
  /** The first ten. */
  lines: z.looseObject({ data: z.array(z.unknown()), has_more: z.boolean() }),
});

export type StripeInvoice = z.output<typeof stripeInvoice>;

/** A line for a subscription's plan. Times are Unix seconds, amounts before discounts. */
export interface PlanLine {
  id: string;
  priceId: string;
  amountCents: number;
  startsAt: number;
  endsAt: number;
  /** For part of a period, after a change of plan. */
  isProration: boolean;
}

/** Undefined when the object has a shape that we do not know. */
export function readInvoice(object: unknown): StripeInvoice | undefined {
  const result = z.safeParse(stripeInvoice, object);
  return result.success ? result.data : undefined;
}

/** The subscription that an invoice is for: named by its parent, or in old shapes by itself. */
export function subscriptionOf({ parent, subscription }: StripeInvoice): string | undefined {
  return parent?.subscription_details?.subscription ?? subscription ?? undefined;
}

/** What staff add to a subscription's invoice by hand is for no plan; in classic billing a proration is such an item. */
function isForSubscription({ parent, type }: StripeLine): boolean {
  if (!parent) return type === 'subscription';
  if (parent.type === 'subscription_item_details') return true;
  const { subscription, proration } = parent.invoice_item_details ?? {};
  return Boolean(subscription) && proration === true;
}

const isProration = ({ parent, proration }: StripeLine): boolean =>
  parent?.subscription_item_details?.proration ??
  parent?.invoice_item_details?.proration ??
  proration ??
  false;

/** The lines that are for a plan; undefined when one has a shape that we do not know. */
export function readPlanLines(objects: readonly unknown[]): PlanLine[] | undefined {
  const lines: PlanLine[] = [];
  for (const object of objects) {
    const { success, data } = z.safeParse(line, object);
    if (!success) return undefined;
    if (!isForSubscription(data)) continue;
    const priceId = data.pricing?.price_details?.price ?? data.price;
    if (!priceId) return undefined;
    lines.push({
      id: data.id,
      priceId,
      amountCents: data.amount,
      startsAt: data.period.start,
      endsAt: data.period.end,
      isProration: isProration(data),
    });
  }
  return lines;
}
