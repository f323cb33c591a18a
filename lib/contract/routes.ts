import { accountDataRoutes } from './account-data-routes.ts';
import { accountRoutes } from './account-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { authRoutes } from './auth-routes.ts';
import { billingRoutes } from './billing-routes.ts';
import { credentialRoutes } from './credential-routes.ts';
import { identityRoutes } from './identity-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { paymentRoutes } from './payment-routes.ts';
import { preferenceRoutes } from './preference-routes.ts';
import { referralRoutes } from './referral-routes.ts';
import type { Route } from './route.ts';
import { sessionRoutes } from './session-routes.ts';
import { subscriptionRoutes } from './subscription-routes.ts';
import { widgetRoutes } from './widget-routes.ts';
import { workflowRoutes } from './workflow-routes.ts';

/** Every HTTP route of Cue by its operation id: the one declaration that all else follows from. */
export const routes = {
  ...authRoutes,
  ...accountRoutes,
  ...sessionRoutes,
  ...identityRoutes,
  ...preferenceRoutes,
  ...accountDataRoutes,
  ...keyRoutes,
  ...widgetRoutes,
  ...referralRoutes,
  ...credentialRoutes,
  ...paymentRoutes,
  ...subscriptionRoutes,
  ...billingRoutes,
  ...workflowRoutes,
  ...adminRoutes,
  ...operationRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type OperationId = keyof Routes;
