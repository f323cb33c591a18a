import { activeDiscounts, discountAmounts } from '../billing/active-discounts.ts';
import { fullAmount, share } from '../billing/money.ts';
import type { Period } from '../billing/periods.ts';
import { total } from '../checkout/amounts.ts';
import { newId } from '../ids.ts';
import { dayText, productName } from '../invoices/price-text.ts';
import { invoices } from '../objects/invoice.ts';
import { creditedLines, invoiceLines, type LineFields, type StoredLine } from '../objects/invoice-line.ts';
import { prices } from '../objects/price.ts';
import type { StoredItem, StoredSubscription } from '../objects/subscription.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

/** Of all lines of one item these are the newest; older ones are long over. */
const MAXIMUM_LOOKED_AT = 50;
const ITEM_FIELD = 'parent.subscription_item_details.subscription_item';

/** What was charged for time that is still to come goes back: as much as was really charged, to the second. */
export function creditLines(scene: Scene, items: StoredItem[], at: number): LineFields[] {
  return items.flatMap((item) =>
    openDebits(scene, item, at).map((debit) => creditLine(scene, { item, debit, at })),
  );
}

/** Lines that reach beyond `at`, were charged and not given back yet. */
function openDebits(scene: Scene, { id }: StoredItem, at: number): StoredLine[] {
  const lines = invoiceLines.select(scene.store, {
    conditions: equals(ITEM_FIELD, id),
    order: 'newest first',
    limit: MAXIMUM_LOOKED_AT,
  });
  return lines.filter(
    (line) =>
      line.amount > 0 &&
      line.period.end > at &&
      !creditedLines.read(scene.store, line.id) &&
      invoices.find(scene.store, line.invoice ?? '')?.status !== 'void',
  );
}

function creditLine(
  scene: Scene,
  { item, debit, at }: { item: StoredItem; debit: StoredLine; at: number },
): LineFields {
  const charged = debit.amount - total(debit.discount_amounts.map((one) => one.amount));
  const { start, end } = debit.period;
  const from = Math.max(at, start);
  const price = prices.find(scene.store, debit.pricing.price_details.price) ?? item.price;
  const credited = debit.invoice ? { invoice: debit.invoice, invoice_line_items: [debit.id] } : null;
  return {
    amount: -share(charged, { part: end - from, whole: end - start }),
    description: `Unused time on ${namedQuantity(scene, { price, quantity: debit.quantity })} after ${dayText(at)}`,
    period: { start: from, end },
    price,
    quantity: debit.quantity,
    ...prorationOf(item, credited),
  };
}

/** What is left of the period at the new price, with the discounts that the subscription has. */
export function debitLines(
  scene: Scene,
  subscription: StoredSubscription,
  change: { items: StoredItem[]; period: Period; at: number },
): LineFields[] {
  const { items, period, at } = change;
  const active = activeDiscounts(scene, subscription.discounts);
  const amounts = items.map(fullAmount);
  const off = discountAmounts(amounts, active);
  return items.map((item, index) => {
    const net = (amounts[index] ?? 0) - total((off[index] ?? []).map((one) => one.amount));
    return {
      amount: share(net, { part: period.end - at, whole: period.end - period.start }),
      description: `Remaining time on ${namedQuantity(scene, item)} after ${dayText(at)}`,
      period: { start: at, end: period.end },
      price: item.price,
      quantity: item.quantity,
      ...prorationOf(item, null),
    };
  });
}

function namedQuantity(scene: Scene, { price, quantity }: Pick<StoredItem, 'price' | 'quantity'>): string {
  return quantity === 1 ? productName(scene, price) : `${quantity} × ${productName(scene, price)}`;
}

type Credited = { invoice: string; invoice_line_items: string[] } | null;

/** Discounts are in the amount already, so none is taken off once more. */
function prorationOf({ id, subscription }: StoredItem, credited_items: Credited) {
  return {
    discountable: false,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: newId.invoiceItem(),
        proration: true,
        proration_details: { credited_items },
        subscription,
        subscription_item: id,
      },
      type: 'subscription_item_details',
    },
    subscription,
    unitAmount: null,
  } satisfies Partial<LineFields>;
}
