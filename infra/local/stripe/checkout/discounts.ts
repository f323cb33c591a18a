import { invalidRequest } from '../errors.ts';
import { referenced } from '../http/resource.ts';
import { moneyText } from '../money-text.ts';
import { charges } from '../objects/charge.ts';
import { coupons, isRedeemable, type StoredCoupon } from '../objects/coupon.ts';
import { hasCode, promotionCodes, type StoredPromotionCode } from '../objects/promotion-code.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

export interface Discount {
  coupon: StoredCoupon;
  promotionCode: StoredPromotionCode | null;
}

interface Purchase {
  currency: string;
  subtotal: number;
  customer: string | null;
}

/** Why a discount cannot be had, in words for the buyer; undefined when it can. */
export function objectionTo(scene: Scene, discount: Discount, purchase: Purchase): string | undefined {
  const { coupon, promotionCode } = discount;
  if (!isRedeemable(scene, coupon)) return 'This coupon has expired.';
  if (coupon.amount_off !== null && coupon.currency !== purchase.currency)
    return 'This coupon is for another currency.';
  return promotionCode ? objectionToCode(scene, promotionCode, purchase) : undefined;
}

function objectionToCode(scene: Scene, code: StoredPromotionCode, purchase: Purchase): string | undefined {
  const { minimum_amount, first_time_transaction } = code.restrictions;
  if (!code.active) return 'This promotion code is not active.';
  if (code.expires_at !== null && code.expires_at <= scene.nowSeconds())
    return 'This promotion code has expired.';
  if (code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions)
    return 'This promotion code has been used up.';
  if (code.customer !== null && code.customer !== purchase.customer)
    return 'This promotion code is for another customer.';
  if (minimum_amount !== null && purchase.subtotal < minimum_amount) {
    return `This promotion code needs a purchase of at least ${moneyText(minimum_amount, purchase.currency)}.`;
  }
  return first_time_transaction && hasPaidBefore(scene, purchase)
    ? 'This promotion code is for a first purchase.'
    : undefined;
}

function hasPaidBefore(scene: Scene, { customer }: Purchase): boolean {
  if (customer === null) return false;
  const paid = [...equals('customer', customer), ...equals('paid', true)];
  return charges.first(scene.store, paid) !== undefined;
}

export function discountOfCode(scene: Scene, code: StoredPromotionCode): Discount {
  const { coupon } = code.promotion;
  return { coupon: referenced(scene, coupons, { id: coupon, param: 'promotion_code' }), promotionCode: code };
}

/** Of several codes of one name the active one counts. */
export function findCode(scene: Scene, typed: string): StoredPromotionCode | undefined {
  const named = hasCode(typed.trim());
  const active = promotionCodes.first(scene.store, [named, ...equals('active', true)]);
  return active ?? promotionCodes.first(scene.store, [named]);
}

/** What `discounts[0]` of a new session names. */
export function requestedDiscount(
  scene: Scene,
  request: { coupon?: string; promotion_code?: string },
  purchase: Purchase,
): Discount {
  const discount = namedDiscount(scene, request);
  const objection = objectionTo(scene, discount, purchase);
  if (objection) throw invalidRequest(objection, { code: 'coupon_expired', param: 'discounts[0]' });
  return discount;
}

function namedDiscount(
  scene: Scene,
  { coupon, promotion_code }: { coupon?: string; promotion_code?: string },
): Discount {
  if (promotion_code !== undefined) {
    const param = 'discounts[0][promotion_code]';
    return discountOfCode(scene, referenced(scene, promotionCodes, { id: promotion_code, param }));
  }
  if (coupon === undefined)
    throw invalidRequest('You must specify either a coupon or a promotion code.', { param: 'discounts[0]' });
  return {
    coupon: referenced(scene, coupons, { id: coupon, param: 'discounts[0][coupon]' }),
    promotionCode: null,
  };
}

/** Counted when the session completes; a coupon that is used up shows itself as no longer valid. */
export function countRedemption(
  scene: Scene,
  used: { coupon: string | null; promotion_code: string | null },
): void {
  const code =
    used.promotion_code === null ? undefined : promotionCodes.find(scene.store, used.promotion_code);
  if (code) promotionCodes.replace(scene.store, redeemedCode(code));
  const couponId = used.coupon ?? code?.promotion.coupon;
  const coupon = couponId === undefined ? undefined : coupons.find(scene.store, couponId);
  if (!coupon) return;
  const redeemed = { ...coupon, times_redeemed: coupon.times_redeemed + 1 };
  coupons.replace(scene.store, { ...redeemed, valid: isRedeemable(scene, redeemed) });
}

function redeemedCode(code: StoredPromotionCode): StoredPromotionCode {
  const times_redeemed = code.times_redeemed + 1;
  const usedUp = code.max_redemptions !== null && times_redeemed >= code.max_redemptions;
  return { ...code, times_redeemed, active: code.active && !usedUp };
}
