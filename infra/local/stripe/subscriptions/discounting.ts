import { countRedemption, type Discount } from '../checkout/discounts.ts';
import { emit } from '../events.ts';
import { coupons } from '../objects/coupon.ts';
import { discounts, newDiscount } from '../objects/discount.ts';
import type { StoredInvoice } from '../objects/invoice.ts';
import type { StoredSubscription } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';

interface Receiver {
  customer: string;
  subscription: string;
  session: string | null;
}

/** Gives a subscription its discounts; each use of a code is counted. */
export function grantDiscounts(scene: Scene, granted: Discount[], receiver: Receiver): string[] {
  return granted.map(({ coupon, promotionCode }) => {
    const discount = discounts.insert(
      scene.store,
      newDiscount(scene, { coupon, promotionCode: promotionCode?.id ?? null, ...receiver }),
    );
    countRedemption(scene, { coupon: coupon.id, promotion_code: promotionCode?.id ?? null });
    emit(scene, 'customer.discount.created', { object: discount });
    return discount.id;
  });
}

export function withdrawDiscounts(scene: Scene, ids: string[]): void {
  for (const id of ids) {
    const discount = discounts.find(scene.store, id);
    if (discount) emit(scene, 'customer.discount.deleted', { object: discount });
  }
}

/** What is left after an invoice: `once` is spent by the first that it takes something off, others end by their date. */
export function leftDiscounts(
  scene: Scene,
  { discounts: ids }: StoredSubscription,
  invoice: StoredInvoice,
): string[] {
  const spent = ids.filter((id) => isSpent(scene, id, invoice));
  withdrawDiscounts(scene, spent);
  return ids.filter((id) => !spent.includes(id));
}

function isSpent(scene: Scene, id: string, invoice: StoredInvoice): boolean {
  const discount = discounts.find(scene.store, id);
  if (!discount) return true;
  if (discount.end !== null) return discount.end <= scene.nowSeconds();
  const used = invoice.total_discount_amounts.some((one) => one.discount === id && one.amount > 0);
  return used && coupons.find(scene.store, discount.source.coupon)?.duration === 'once';
}
