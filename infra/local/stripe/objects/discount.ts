import type Stripe from 'stripe';
import { boundary } from '../billing/periods.ts';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import type { StoredCoupon } from './coupon.ts';

export type StoredDiscount = Omit<Stripe.Discount, 'customer' | 'deleted' | 'promotion_code' | 'source'> & {
  customer: string;
  promotion_code: string | null;
  source: { coupon: string; type: 'coupon' };
};

export const discounts = collection<StoredDiscount>('discount');

interface DiscountFields {
  coupon: StoredCoupon;
  promotionCode: string | null;
  customer: string;
  subscription: string;
  session: string | null;
}

export function newDiscount(scene: Scene, fields: DiscountFields): StoredDiscount {
  const { coupon, promotionCode, customer, subscription, session } = fields;
  const start = scene.nowSeconds();
  return {
    id: newId.discount(),
    object: 'discount',
    checkout_session: session,
    customer,
    customer_account: null,
    end: endOf(coupon, start),
    invoice: null,
    invoice_item: null,
    promotion_code: promotionCode,
    source: { coupon: coupon.id, type: 'coupon' },
    start,
    subscription,
    subscription_item: null,
  } satisfies StoredDiscount;
}

/** Only a repeating one ends by the calendar: `once` ends with its first invoice, `forever` never. */
function endOf({ duration, duration_in_months }: StoredCoupon, start: number): number | null {
  if (duration !== 'repeating') return null;
  return boundary(start, { interval: 'month', interval_count: 1 }, duration_in_months ?? 1);
}
