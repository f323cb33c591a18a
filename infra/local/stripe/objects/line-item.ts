import type Stripe from 'stripe';
import { collection } from '../store/collection.ts';
import type { StoredPrice } from './price.ts';

/** The price is embedded as it was at checkout: a later change of the price does not touch what was bought. */
export type StoredLineItem = Omit<Stripe.LineItem, 'price' | 'quantity'> & {
  price: StoredPrice;
  quantity: number;
};

export const lineItems = collection<StoredLineItem>('item');

/** Stripe's own limit for a session in payment mode. */
export const MAXIMUM_LINE_ITEMS = 100;
