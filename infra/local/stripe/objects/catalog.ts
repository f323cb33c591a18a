import { emit } from '../events.ts';
import { newPrice, prices, type StoredPrice } from '../objects/price.ts';
import { newProduct, products, type StoredProduct } from '../objects/product.ts';
import type { Scene } from '../world.ts';

/** Both are made from several places: by themselves, each along with the other, and by a checkout. */

type ProductFields = { metadata?: Record<string, string> | '' } & Omit<Partial<StoredProduct>, 'metadata'> &
  Pick<StoredProduct, 'name'>;

export function createProduct(scene: Scene, { metadata, ...fields }: ProductFields): StoredProduct {
  const product = products.insert(scene.store, newProduct(scene, { ...fields, metadata: metadata || {} }));
  emit(scene, 'product.created', { object: product });
  return product;
}

type PriceFields = Partial<StoredPrice> & Pick<StoredPrice, 'currency' | 'product' | 'unit_amount'>;

export function createPrice(scene: Scene, fields: PriceFields): StoredPrice {
  const price = prices.insert(scene.store, newPrice(scene, fields));
  emit(scene, 'price.created', { object: price });
  return price;
}
