import type { Includable, Resource } from './http/resource.ts';
import { accountResource } from './resources/account.ts';
import { checkoutSessionResource } from './resources/checkout-sessions.ts';
import { couponResource } from './resources/coupons.ts';
import { customerResource } from './resources/customers.ts';
import { eventResource } from './resources/events.ts';
import { paymentResource } from './resources/payments.ts';
import { priceResource } from './resources/prices.ts';
import { productResource } from './resources/products.ts';
import { promotionCodeResource } from './resources/promotion-codes.ts';
import { webhookEndpointResource } from './resources/webhook-endpoints.ts';

/** The API, noun by noun. */
export const resources: Resource[] = [
  accountResource,
  checkoutSessionResource,
  couponResource,
  customerResource,
  eventResource,
  paymentResource,
  priceResource,
  productResource,
  promotionCodeResource,
  webhookEndpointResource,
];

export const includable: Record<string, Includable> = Object.assign(
  {},
  ...resources.map((resource) => resource.includable),
);
