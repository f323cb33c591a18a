import type { Includable, Resource } from './http/resource.ts';
import { accountResource } from './resources/account.ts';
import { checkoutSessionResource } from './resources/checkout-sessions.ts';
import { couponResource } from './resources/coupons.ts';
import { customerBalanceResource } from './resources/customer-balance.ts';
import { customerResource } from './resources/customers.ts';
import { disputeResource } from './resources/disputes.ts';
import { eventResource } from './resources/events.ts';
import { invoicePaymentResource } from './resources/invoice-payments.ts';
import { invoicePreviewResource } from './resources/invoice-previews.ts';
import { invoiceResource } from './resources/invoices.ts';
import { paymentIntentResource } from './resources/payment-intents.ts';
import { paymentMethodResource } from './resources/payment-methods.ts';
import { paymentResource } from './resources/payments.ts';
import { portalConfigurationResource } from './resources/portal-configurations.ts';
import { portalSessionResource } from './resources/portal-sessions.ts';
import { priceResource } from './resources/prices.ts';
import { productResource } from './resources/products.ts';
import { promotionCodeResource } from './resources/promotion-codes.ts';
import { refundResource } from './resources/refunds.ts';
import { setupIntentResource } from './resources/setup-intents.ts';
import { subscriptionScheduleResource } from './resources/subscription-schedules.ts';
import { subscriptionResource } from './resources/subscriptions.ts';
import { testClockResource } from './resources/test-clocks.ts';
import { webhookEndpointResource } from './resources/webhook-endpoints.ts';

/** The API, noun by noun. */
export const resources: Resource[] = [
  accountResource,
  checkoutSessionResource,
  couponResource,
  customerBalanceResource,
  customerResource,
  disputeResource,
  eventResource,
  paymentIntentResource,
  paymentMethodResource,
  paymentResource,
  portalConfigurationResource,
  portalSessionResource,
  priceResource,
  productResource,
  promotionCodeResource,
  refundResource,
  setupIntentResource,
  invoicePaymentResource,
  invoicePreviewResource,
  invoiceResource,
  subscriptionResource,
  subscriptionScheduleResource,
  testClockResource,
  webhookEndpointResource,
];

export const includable: Record<string, Includable> = Object.assign(
  {},
  ...resources.map((resource) => resource.includable),
);
