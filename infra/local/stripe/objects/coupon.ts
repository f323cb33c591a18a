import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

export type StoredCoupon = Omit<Stripe.Coupon, 'deleted'>;

export const coupons = collection<StoredCoupon>('coupon');

export function newCoupon(scene: Scene, fields: Partial<StoredCoupon>): StoredCoupon {
  return {
    id: newId.coupon(),
    object: 'coupon',
    amount_off: null,
    created: scene.nowSeconds(),
    currency: null,
    duration: 'once',
    duration_in_months: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    name: null,
    percent_off: null,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
    ...fields,
  } satisfies StoredCoupon;
}

export function isRedeemable(scene: Scene, coupon: StoredCoupon): boolean {
  const late = coupon.redeem_by !== null && coupon.redeem_by <= scene.nowSeconds();
  const used = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  return !late && !used;
}
