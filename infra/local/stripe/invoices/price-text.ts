import { moneyText } from '../money-text.ts';
import type { StoredPrice } from '../objects/price.ts';
import { products } from '../objects/product.ts';
import type { Scene } from '../world.ts';

export function productName(scene: Scene, { product }: StoredPrice): string {
  return products.find(scene.store, product)?.name ?? product;
}

/** "1 × Core", or "1 user × Core" where the product has a unit. */
export function quantityText(
  scene: Scene,
  { price, quantity }: { price: StoredPrice; quantity: number },
): string {
  const unit = products.find(scene.store, price.product)?.unit_label;
  return `${quantity} ${unit ? `${unit} ` : ''}× ${productName(scene, price)}`;
}

/** "$4.99 / month" */
export function rateText({ unit_amount, currency, recurring }: StoredPrice): string {
  const { interval = 'month', interval_count = 1 } = recurring ?? {};
  const every = interval_count === 1 ? `/ ${interval}` : `every ${interval_count} ${interval}s`;
  return `${moneyText(unit_amount, currency)} ${every}`;
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "10 Nov 2025", as on Stripe's invoices. */
export function dayText(seconds: number): string {
  return DAY.format(new Date(seconds * 1000)).replace('Sept', 'Sep');
}
