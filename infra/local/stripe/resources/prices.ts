import { invalidRequest, missingParameter } from '../errors.ts';
import { emitUpdate } from '../events.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { createPrice, createProduct } from '../objects/catalog.ts';
import { prices, type StoredPrice } from '../objects/price.ts';
import { products } from '../objects/product.ts';
import { choice, clearable, flag, listOf, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { amount, currency } from '../parameters/money.ts';
import { productId } from '../parameters/product-id.ts';
import { timeRange } from '../parameters/range.ts';
import { recurringParameter, wholeRecurring } from '../parameters/recurring.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { equals, isOneOf, isWithin } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

const shared = {
  active: flag(),
  lookup_key: text({ maximumLength: 200 }),
  metadata: metadata(),
  nickname: clearable(text()),
  tax_behavior: choice(['exclusive', 'inclusive', 'unspecified']),
  transfer_lookup_key: flag(),
  ...notSimulated(['currency_options']),
};

const productData = shape({
  name: required(text()),
  id: productId(),
  active: flag(),
  metadata: metadata(),
  statement_descriptor: text({ maximumLength: 22 }),
  unit_label: text({ maximumLength: 12 }),
  ...notSimulated(['tax_code', 'tax_details']),
});

const createFields = {
  ...shared,
  currency: required(currency()),
  billing_scheme: choice(['per_unit']),
  product: text(),
  product_data: productData,
  recurring: recurringParameter,
  unit_amount: amount({ minimum: 0 }),
  ...notSimulated(['custom_unit_amount', 'tiers', 'tiers_mode', 'transform_quantity', 'unit_amount_decimal']),
};

const create = route({
  method: 'POST',
  path: '/v1/prices',
  parameters: createFields,
  handle({ scene, values }) {
    const {
      product: _product,
      product_data: _data,
      recurring,
      transfer_lookup_key,
      unit_amount,
      ...plain
    } = values;
    if (unit_amount === undefined) {
      const message = 'Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.';
      throw invalidRequest(message, { code: 'parameter_missing', param: 'unit_amount' });
    }
    const product = productOf(scene, values);
    takeLookupKey(scene, {
      key: plain.lookup_key,
      mayTransfer: transfer_lookup_key ?? false,
      for: undefined,
    });
    const metadata = mergedMetadata({}, plain.metadata);
    return createPrice(scene, {
      ...plain,
      metadata,
      product,
      recurring: wholeRecurring(recurring),
      unit_amount,
    });
  },
});

function productOf(scene: Scene, { product, product_data }: Values<typeof createFields>): string {
  if (product !== undefined && product_data) {
    throw invalidRequest('You may only specify one of these parameters: product, product_data.');
  }
  if (product_data) return createProduct(scene, product_data).id;
  if (product === undefined) throw missingParameter('product');
  return referenced(scene, products, { id: product, param: 'product' }).id;
}

interface LookupKeyClaim {
  key: string | undefined;
  mayTransfer: boolean;
  for: string | undefined;
}

/** A lookup key names one price; it moves to another only when that is asked for. */
function takeLookupKey(scene: Scene, claim: LookupKeyClaim): void {
  if (claim.key === undefined) return;
  const holder = prices.first(scene.store, equals('lookup_key', claim.key));
  if (!holder || holder.id === claim.for) return;
  if (!claim.mayTransfer) {
    throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: 'lookup_key' });
  }
  const released = prices.replace(scene.store, { ...holder, lookup_key: null });
  emitUpdate(scene, 'price.updated', { before: holder, after: released });
}

const update = route({
  method: 'POST',
  path: '/v1/prices/:id',
  parameters: shared,
  handle({ scene, path: { id }, values: { transfer_lookup_key, ...fields } }) {
    const before = existing(scene, prices, id);
    if (fields.active === false) refuseDefault(scene, before);
    takeLookupKey(scene, { key: fields.lookup_key, mayTransfer: transfer_lookup_key ?? false, for: id });
    const after = { ...before, ...fields, metadata: mergedMetadata(before.metadata, fields.metadata) };
    prices.replace(scene.store, after);
    emitUpdate(scene, 'price.updated', { before, after });
    return after;
  },
});

function refuseDefault(scene: Scene, { id, product }: Pick<StoredPrice, 'id' | 'product'>): void {
  if (products.find(scene.store, product)?.default_price !== id) return;
  throw invalidRequest('This price cannot be archived because it is the default price of its product.');
}

const list = listRoute({
  path: '/v1/prices',
  collection: prices,
  filters: {
    active: flag(),
    created: timeRange(),
    currency: currency(),
    lookup_keys: listOf(text()),
    product: text(),
    recurring: shape({
      interval: choice(['day', 'week', 'month', 'year']),
      ...notSimulated(['meter', 'usage_type']),
    }),
    type: choice(['one_time', 'recurring']),
  },
  conditions: ({ active, created, currency, lookup_keys, product, recurring, type }) => [
    ...equals('active', active),
    ...isWithin('created', created),
    ...equals('currency', currency),
    ...isOneOf('lookup_key', lookup_keys),
    ...equals('product', product),
    ...equals('recurring.interval', recurring?.interval),
    ...equals('type', type),
  ],
});

export const priceResource: Resource = {
  routes: [create, list, retrieveRoute('/v1/prices/:id', prices), update],
};
