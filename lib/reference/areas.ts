import { accountRoutes } from '../contract/account-routes.ts';
import { authRoutes } from '../contract/auth-routes.ts';
import { billingRoutes } from '../contract/billing-routes.ts';
import { keyRoutes } from '../contract/key-routes.ts';
import { operationRoutes } from '../contract/operation-routes.ts';
import { paymentRoutes } from '../contract/payment-routes.ts';
import type { Route } from '../contract/route.ts';
import { subscriptionRoutes } from '../contract/subscription-routes.ts';
import { widgetRoutes } from '../contract/widget-routes.ts';
import { workflowRoutes } from '../contract/workflow-routes.ts';

interface Area {
  name: string;
  description: string;
  routes: Readonly<Record<string, Route>>;
}

/** The chapters of the reference, in its order. Routes in none are not in the document, and a test says so. */
export const areas: readonly Area[] = [
  {
    name: 'Workflows',
    description: 'Sentences become graphs and code; both are kept, changed and exported.',
    routes: workflowRoutes,
  },
  {
    name: 'Billing',
    description: 'Credits: what there are, what moved them, and spending them, at once or by way of a hold.',
    routes: billingRoutes,
  },
  {
    name: 'Plans and purchases',
    description: 'What can be bought, and buying credits on a hosted page.',
    routes: paymentRoutes,
  },
  {
    name: 'Subscription',
    description: 'Subscribing to a plan, changing and ending it.',
    routes: subscriptionRoutes,
  },
  { name: 'Account', description: 'The person who is signed in.', routes: accountRoutes },
  {
    name: 'API keys',
    description: 'For programs that call Cue in the name of their owner. Made by people, never by keys.',
    routes: keyRoutes,
  },
  {
    name: 'Widget',
    description: 'What shows on the sites of a person, and what it says there.',
    routes: widgetRoutes,
  },
  {
    name: 'Sign-in',
    description: 'Pages that a browser is sent to. They answer with redirects, failures too.',
    routes: authRoutes,
  },
  { name: 'Operations', description: 'Cue about itself, and where Stripe reports.', routes: operationRoutes },
];
