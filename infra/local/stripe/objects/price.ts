import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

/** On the wire a decimal is text; the library turns it into its `Decimal` on arrival. */
export type StoredPrice = Omit<
  Stripe.Price,
  'deleted' | 'unit_amount_decimal' | 'product' | 'unit_amount'
> & {
  product: string;
  unit_amount: number;
  unit_amount_decimal: string;
};

export const prices = collection<StoredPrice>('price');

type PriceFields = Pick<StoredPrice, 'currency' | 'product' | 'unit_amount'> & Partial<StoredPrice>;

export function newPrice(scene: Scene, fields: PriceFields): StoredPrice {
  return {
    id: newId.price(),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: scene.nowSeconds(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    recurring: null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: fields.recurring ? 'recurring' : 'one_time',
    unit_amount_decimal: String(fields.unit_amount),
    ...fields,
  } satisfies StoredPrice;
}
