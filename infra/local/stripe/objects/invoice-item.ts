import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import type { LineFields, StoredLine } from './invoice-line.ts';

export type StoredInvoiceItem = Omit<
  Stripe.InvoiceItem,
  'customer' | 'deleted' | 'discounts' | 'invoice' | 'parent' | 'pricing' | 'quantity_decimal' | 'test_clock'
> & {
  customer: string;
  discounts: string[];
  invoice: string | null;
  parent: Stripe.InvoiceItem.Parent | null;
  pricing: StoredLine['pricing'];
  quantity_decimal: string;
  test_clock: string | null;
};

/** What waits for the next invoice. */
export const invoiceItems = collection<StoredInvoiceItem>('invoiceitem');

/** The line that it will be. */
export const itemLines = notes<LineFields>('invoiceitem.line');

export function newInvoiceItem(
  scene: Scene,
  customer: string,
  { price, unitAmount, subscription, parent, ...line }: LineFields,
): StoredInvoiceItem {
  const details = parent?.subscription_item_details;
  return {
    id: details?.invoice_item ?? newId.invoiceItem(),
    object: 'invoiceitem',
    amount: line.amount,
    currency: price.currency,
    customer,
    customer_account: null,
    date: scene.nowSeconds(),
    description: line.description,
    discountable: line.discountable,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: line.amount,
    parent:
      subscription === null
        ? null
        : {
            subscription_details: {
              subscription,
              ...(details ? { subscription_item: details.subscription_item } : {}),
            },
            type: 'subscription_details',
          },
    period: line.period,
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: unitAmount === null ? null : String(unitAmount),
    },
    proration: details?.proration ?? false,
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    tax_rates: [],
    test_clock: scene.testClock,
  } satisfies StoredInvoiceItem;
}
