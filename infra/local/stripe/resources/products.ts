import { invalidRequest } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { createPrice, createProduct } from '../objects/catalog.ts';
import { prices } from '../objects/price.ts';
import { products } from '../objects/product.ts';
import { clearable, flag, listOf, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { amount, currency } from '../parameters/money.ts';
import { productId } from '../parameters/product-id.ts';
import { timeRange } from '../parameters/range.ts';
import { recurringParameter, wholeRecurring } from '../parameters/recurring.ts';
import { shape } from '../parameters/shape.ts';
import { webUrl } from '../parameters/web-url.ts';
import { equals, isOneOf, isWithin } from '../store/conditions.ts';

const shared = {
  active: flag(),
  images: listOf(webUrl()),
  marketing_features: listOf(shape({ name: required(text()) })),
  metadata: metadata(),
  statement_descriptor: text({ maximumLength: 22 }),
  ...notSimulated(['package_dimensions', 'shippable', 'tax_details']),
};

const defaultPrice = shape({
  currency: required(currency()),
  unit_amount: required(amount({ minimum: 0 })),
  recurring: recurringParameter,
  ...notSimulated([
    'currency_options',
    'custom_unit_amount',
    'metadata',
    'tax_behavior',
    'unit_amount_decimal',
  ]),
});

const create = route({
  method: 'POST',
  path: '/v1/products',
  parameters: {
    ...shared,
    name: required(text()),
    description: text(),
    id: productId(),
    tax_code: text(),
    unit_label: text({ maximumLength: 12 }),
    url: webUrl(),
    default_price_data: defaultPrice,
    ...notSimulated(['type']),
  },
  handle({ scene, values: { default_price_data, ...fields } }) {
    if (fields.id !== undefined && products.find(scene.store, fields.id)) throw idTaken(fields.id);
    const product = createProduct(scene, fields);
    if (!default_price_data) return product;
    const { recurring, currency, unit_amount } = default_price_data;
    const price = createPrice(scene, {
      currency,
      unit_amount,
      product: product.id,
      recurring: wholeRecurring(recurring),
    });
    return products.replace(scene.store, { ...product, default_price: price.id });
  },
});

function idTaken(id: string) {
  return invalidRequest(`Product already exists: ${id}`, { code: 'resource_already_exists', param: 'id' });
}

const update = route({
  method: 'POST',
  path: '/v1/products/:id',
  parameters: {
    ...shared,
    name: text(),
    default_price: clearable(text()),
    description: clearable(text()),
    tax_code: clearable(text()),
    unit_label: clearable(text({ maximumLength: 12 })),
    url: clearable(webUrl()),
  },
  handle({ scene, path, values }) {
    const before = existing(scene, products, path.id);
    const { default_price } = values;
    if (default_price) referenced(scene, prices, { id: default_price, param: 'default_price' });
    const metadata = mergedMetadata(before.metadata, values.metadata);
    const after = { ...before, ...values, metadata, updated: scene.nowSeconds() };
    products.replace(scene.store, after);
    emitUpdate(scene, 'product.updated', { before, after });
    return after;
  },
});

const remove = route({
  method: 'DELETE',
  path: '/v1/products/:id',
  parameters: {},
  handle({ scene, path: { id } }) {
    const product = existing(scene, products, id);
    if (prices.first(scene.store, equals('product', id))) {
      throw invalidRequest('This product cannot be deleted because it has one or more user-created prices.');
    }
    emit(scene, 'product.deleted', { object: product });
    products.remove(scene.store, id);
    return { id, object: 'product', deleted: true };
  },
});

const list = listRoute({
  path: '/v1/products',
  collection: products,
  filters: {
    active: flag(),
    created: timeRange(),
    ids: listOf(text()),
    url: text(),
    ...notSimulated(['shippable', 'type']),
  },
  conditions: ({ active, created, ids, url }) => [
    ...equals('active', active),
    ...isWithin('created', created),
    ...isOneOf('id', ids),
    ...equals('url', url),
  ],
});

export const productResource: Resource = {
  routes: [create, list, retrieveRoute('/v1/products/:id', products), update, remove],
};
