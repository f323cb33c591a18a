import { apiFaultControls } from './control/api-faults.ts';
import { billingControls } from './control/billing.ts';
import { clockControls } from './control/clock.ts';
import { outcomeControls } from './control/outcomes.ts';
import { paymentControls } from './control/payments.ts';
import type { ControlRoute } from './control/route.ts';
import { webhookControls } from './control/webhooks.ts';

/** What Stripe has no API for: the network's faults, and what buyers and banks decide. */
export const controlRoutes: ControlRoute[] = [
  ...webhookControls,
  ...paymentControls,
  ...outcomeControls,
  ...billingControls,
  ...clockControls,
  ...apiFaultControls,
];
