import type Stripe from 'stripe';
import { newId, randomText } from '../ids.ts';
import { type Condition, collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

export type StoredPromotionCode = Omit<Stripe.PromotionCode, 'promotion'> & {
  promotion: { coupon: string; type: 'coupon' };
};

export const promotionCodes = collection<StoredPromotionCode>('promotion_code');

type PromotionCodeFields = Pick<StoredPromotionCode, 'promotion'> & Partial<StoredPromotionCode>;

export function newPromotionCode(scene: Scene, fields: PromotionCodeFields): StoredPromotionCode {
  return {
    id: newId.promotionCode(),
    object: 'promotion_code',
    active: true,
    code: randomText(8, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
    created: scene.nowSeconds(),
    customer: null,
    customer_account: null,
    expires_at: null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
    ...fields,
  } satisfies StoredPromotionCode;
}

/** Customers type codes in any case. */
export function hasCode(code: string): Condition {
  return { sql: `UPPER(json_extract(body, '$.code')) = ?`, values: [code.toUpperCase()] };
}
