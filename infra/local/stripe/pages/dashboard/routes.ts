import type { PageRoute } from '../page.ts';
import { customersRoute } from './customers-page.ts';
import { decisionActions } from './decision-actions.ts';
import { deliveriesRoute } from './deliveries-page.ts';
import { disputesRoute } from './disputes-page.ts';
import { eventRoute } from './event-page.ts';
import { eventsRoute } from './events-page.ts';
import { homeRoute } from './home-page.ts';
import { invoicesRoute } from './invoices-page.ts';
import { paymentActions } from './payment-actions.ts';
import { paymentRoute } from './payment-page.ts';
import { paymentsRoute } from './payments-page.ts';
import { refundsRoute } from './refunds-page.ts';
import { resendAction } from './resend-action.ts';
import { subscriptionActions } from './subscription-actions.ts';
import { subscriptionRoute } from './subscription-page.ts';
import { subscriptionsRoute } from './subscriptions-page.ts';

export const dashboardRoutes: PageRoute[] = [
  homeRoute,
  paymentsRoute,
  paymentRoute,
  subscriptionsRoute,
  subscriptionRoute,
  invoicesRoute,
  customersRoute,
  refundsRoute,
  disputesRoute,
  eventsRoute,
  eventRoute,
  deliveriesRoute,
  ...paymentActions,
  ...decisionActions,
  ...subscriptionActions,
  resendAction,
];
