import type { StoredPrice } from '../objects/price.ts';

/** Half cents go away from zero, so that a credit is as large as the charge that it mirrors. */
export function share(amount: number, { part, whole }: { part: number; whole: number }): number {
  const exact = (Math.abs(amount) * part) / whole;
  return Math.sign(amount) * Math.round(exact) + 0;
}

export function fullAmount({ price, quantity }: { price: StoredPrice; quantity: number }): number {
  return price.unit_amount * quantity;
}
