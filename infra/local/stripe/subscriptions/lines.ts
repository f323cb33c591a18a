import { fullAmount } from '../billing/money.ts';
import type { Period } from '../billing/periods.ts';
import { quantityText, rateText } from '../invoices/price-text.ts';
import type { LineFields } from '../objects/invoice-line.ts';
import type { StoredItem, StoredSubscription } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';

/** A whole period of every item. */
export function cycleLines(
  scene: Scene,
  { id }: StoredSubscription,
  items: StoredItem[],
  period: Period,
): LineFields[] {
  return items.map((item) => ({
    amount: fullAmount(item),
    description: `${quantityText(scene, item)} (at ${rateText(item.price)})`,
    discountable: true,
    parent: subscriptionParent(id, item),
    period,
    price: item.price,
    quantity: item.quantity,
    subscription: id,
    unitAmount: item.price.unit_amount,
  }));
}

export function trialLines(scene: Scene, subscription: StoredSubscription, period: Period): LineFields[] {
  const { data } = subscription.items;
  return cycleLines(scene, subscription, data, period).map((line, index) => ({
    ...line,
    amount: 0,
    description: `Free trial for ${data[index] ? quantityText(scene, data[index]) : ''}`,
    unitAmount: 0,
  }));
}

function subscriptionParent(subscription: string, { id }: StoredItem): LineFields['parent'] {
  return {
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: null,
      proration: false,
      proration_details: { credited_items: null },
      subscription,
      subscription_item: id,
    },
    type: 'subscription_item_details',
  };
}
