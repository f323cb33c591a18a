import { invalidRequest, missingParameter, notSimulatedYet } from '../errors.ts';
import { referenced } from '../http/resource.ts';
import { createPrice, createProduct } from '../objects/catalog.ts';
import { MAXIMUM_LINE_ITEMS } from '../objects/line-item.ts';
import { prices, type StoredPrice } from '../objects/price.ts';
import { products } from '../objects/product.ts';
import { integer, listOf, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { amount, currency } from '../parameters/money.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { webUrl } from '../parameters/web-url.ts';
import type { Scene } from '../world.ts';

const productData = shape({
  name: required(text()),
  description: text(),
  images: listOf(webUrl()),
  metadata: metadata(),
  unit_label: text(),
  ...notSimulated(['tax_code', 'tax_details']),
});

const priceData = {
  currency: required(currency()),
  product: text(),
  product_data: productData,
  unit_amount: amount({ minimum: 0 }),
  ...notSimulated(['recurring', 'tax_behavior', 'unit_amount_decimal']),
};

const lineItem = {
  price: text(),
  price_data: shape(priceData),
  quantity: integer({ minimum: 1, maximum: 999_999 }),
  metadata: metadata(),
  ...notSimulated(['adjustable_quantity', 'tax_rates']),
};

export const lineItemsParameter = listOf(shape(lineItem));

export interface RequestedLine {
  price: StoredPrice;
  quantity: number;
  description: string;
  metadata: Record<string, string>;
}

type LineValues = Values<typeof lineItem>;

export type CheckoutMode = 'payment' | 'subscription';

export function requestedLines(scene: Scene, given: LineValues[], mode: CheckoutMode): RequestedLine[] {
  if (given.length > MAXIMUM_LINE_ITEMS) {
    throw invalidRequest(`You can pass up to ${MAXIMUM_LINE_ITEMS} line items.`, { param: 'line_items' });
  }
  const lines = given.map((values, index) =>
    requestedLine(scene, values, { param: `line_items[${index}]`, mode }),
  );
  if (new Set(lines.map((line) => line.price.currency)).size > 1) {
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' });
  }
  return lines;
}

interface Place {
  param: string;
  mode: CheckoutMode;
}

function requestedLine(scene: Scene, values: LineValues, place: Place): RequestedLine {
  const { param } = place;
  const price = requestedPrice(scene, values, place);
  if (values.quantity === undefined) {
    const message = `Quantity is required. Add \`quantity\` to \`${param}\``;
    throw invalidRequest(message, { code: 'parameter_missing', param: `${param}[quantity]` });
  }
  const product = products.find(scene.store, price.product);
  return {
    price,
    quantity: values.quantity,
    description: product?.name ?? '',
    metadata: mergedMetadata({}, values.metadata),
  };
}

function requestedPrice(scene: Scene, values: LineValues, { param, mode }: Place): StoredPrice {
  if (values.price !== undefined && values.price_data !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: price, price_data.', { param });
  }
  if (values.price_data && mode === 'subscription')
    throw notSimulatedYet('prices made on the way to a subscription', `${param}[price_data]`);
  if (values.price_data) return inlinePrice(scene, values.price_data, `${param}[price_data]`);
  if (values.price === undefined) throw missingParameter(`${param}[price]`);
  const price = referenced(scene, prices, { id: values.price, param: `${param}[price]` });
  return usable(price, { param: `${param}[price]`, mode });
}

function usable(price: StoredPrice, { param, mode }: Place): StoredPrice {
  if (!price.active) {
    throw invalidRequest('The price specified is inactive. This field only accepts active prices.', {
      param,
    });
  }
  if (mode === 'subscription') {
    if (price.recurring) return price;
    throw notSimulatedYet('one-time prices beside a subscription', param);
  }
  if (price.recurring === null) return price;
  const message =
    'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.';
  throw invalidRequest(message, { param });
}

/** Stripe makes a real price of it, not active so that nobody uses it twice. */
function inlinePrice(scene: Scene, values: Values<typeof priceData>, param: string): StoredPrice {
  const { unit_amount, product, product_data } = values;
  if (unit_amount === undefined) throw missingParameter(`${param}[unit_amount]`);
  if ((product === undefined) === (product_data === undefined)) {
    const message = 'You must specify exactly one of these parameters: product, product_data.';
    throw invalidRequest(message, { code: 'parameter_missing', param: `${param}[product_data]` });
  }
  const sold = product_data
    ? createProduct(scene, { ...product_data, active: false })
    : referenced(scene, products, { id: product ?? '', param: `${param}[product]` });
  return createPrice(scene, { product: sold.id, currency: values.currency, unit_amount, active: false });
}
