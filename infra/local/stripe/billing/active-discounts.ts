import { discountShares } from '../checkout/amounts.ts';
import { coupons, type StoredCoupon } from '../objects/coupon.ts';
import { discounts, type StoredDiscount } from '../objects/discount.ts';
import type { DiscountAmount } from '../objects/invoice-line.ts';
import type { Scene } from '../world.ts';

/** A discount that counts now, with the coupon that says how much. */
export interface ActiveDiscount {
  discount: StoredDiscount;
  coupon: StoredCoupon;
}

export function activeDiscounts(scene: Scene, ids: string[]): ActiveDiscount[] {
  return ids.flatMap((id) => {
    const discount = discounts.find(scene.store, id);
    const coupon = discount && coupons.find(scene.store, discount.source.coupon);
    const isPast = discount?.end !== null && (discount?.end ?? 0) <= scene.nowSeconds();
    return discount && coupon && !isPast ? [{ discount, coupon }] : [];
  });
}

/** What each discount takes off each amount, one after the other, so that a second counts on what the first has left. */
export function discountAmounts(amounts: number[], active: ActiveDiscount[]): DiscountAmount[][] {
  const left = [...amounts];
  const perAmount: DiscountAmount[][] = amounts.map(() => []);
  for (const { discount, coupon } of active) {
    for (const [index, share] of discountShares(left, coupon).entries()) {
      left[index] = (left[index] ?? 0) - share;
      if (share > 0) perAmount[index]?.push({ amount: share, discount: discount.id });
    }
  }
  return perAmount;
}
