import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

export type StoredProduct = Omit<Stripe.Product, 'deleted'>;

export const products = collection<StoredProduct>('product');

export function newProduct(scene: Scene, fields: Partial<StoredProduct> & { name: string }): StoredProduct {
  return {
    id: newId.product(),
    object: 'product',
    active: true,
    created: scene.nowSeconds(),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: scene.nowSeconds(),
    url: null,
    ...fields,
  } satisfies StoredProduct;
}
