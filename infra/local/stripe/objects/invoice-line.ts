import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import { hasParent } from '../store/conditions.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import type { StoredPrice } from './price.ts';

export interface DiscountAmount {
  amount: number;
  discount: string;
}

export type StoredLine = Omit<
  Stripe.InvoiceLineItem,
  'discount_amounts' | 'discounts' | 'pricing' | 'quantity' | 'quantity_decimal' | 'subscription'
> & {
  discount_amounts: DiscountAmount[];
  discounts: string[];
  pricing: {
    price_details: { price: string; product: string };
    type: 'price_details';
    unit_amount_decimal: string | null;
  };
  quantity: number;
  quantity_decimal: string;
  subscription: string | null;
};

export const invoiceLines = collection<StoredLine>('line_item');

/** A line that a proration has given back is not given back twice. */
export const creditedLines = notes<{ by: string }>('line_item.credited');

/** Of how many lines an invoice shows the first; the others are paged. */
const SHOWN_LINES = 10;
/** As at Stripe. */
const MAXIMUM_LINES = 250;

export type LineFields = Pick<
  StoredLine,
  'amount' | 'description' | 'discountable' | 'parent' | 'period' | 'quantity' | 'subscription'
> & {
  price: StoredPrice;
  /** Null where the amount is a share of a price. */
  unitAmount: number | null;
};

export function newLine(invoice: string, { price, unitAmount, ...fields }: LineFields): StoredLine {
  return {
    id: newId.invoiceLine(),
    object: 'line_item',
    currency: price.currency,
    discount_amounts: [],
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: unitAmount === null ? null : String(unitAmount),
    },
    quantity_decimal: String(fields.quantity),
    subtotal: fields.amount,
    taxes: [],
    ...fields,
  } satisfies StoredLine;
}

export function linesOf(scene: Scene, invoice: string): StoredLine[] {
  return invoiceLines.select(scene.store, {
    conditions: [hasParent(invoice)],
    order: 'oldest first',
    limit: MAXIMUM_LINES,
  });
}

/** As it stands on the invoice itself. */
export function firstLines(invoice: string, lines: StoredLine[]) {
  return {
    object: 'list',
    data: lines.slice(0, SHOWN_LINES),
    has_more: lines.length > SHOWN_LINES,
    total_count: lines.length,
    url: `/v1/invoices/${invoice}/lines`,
  } as const;
}
