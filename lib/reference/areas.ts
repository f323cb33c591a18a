import { accountDataRoutes } from '../contract/account-data-routes.ts';
import { accountRoutes } from '../contract/account-routes.ts';
import { adminRoutes } from '../contract/admin-routes.ts';
import { authRoutes } from '../contract/auth-routes.ts';
import { billingRoutes } from '../contract/billing-routes.ts';
import { credentialRoutes } from '../contract/credential-routes.ts';
import { identityRoutes } from '../contract/identity-routes.ts';
import { keyRoutes } from '../contract/key-routes.ts';
import { operationRoutes } from '../contract/operation-routes.ts';
import { paymentRoutes } from '../contract/payment-routes.ts';
import { preferenceRoutes } from '../contract/preference-routes.ts';
import { referralRoutes } from '../contract/referral-routes.ts';
import type { Route } from '../contract/route.ts';
import { sessionRoutes } from '../contract/session-routes.ts';
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
  {
    name: 'Account',
    description: 'The person who is signed in, how they would have things, and all that is held about them.',
    routes: { ...accountRoutes, ...preferenceRoutes, ...accountDataRoutes },
  },
  {
    name: 'Devices and sign-in methods',
    description: 'Where somebody is signed in, and by what they can sign in.',
    routes: { ...sessionRoutes, ...identityRoutes },
  },
  {
    name: 'Referrals',
    description: 'Inviting others, and what that brings to either side.',
    routes: referralRoutes,
  },
  {
    name: 'Credentials',
    description: 'Keys of the services that workflows call: kept encrypted, checked, never shown again.',
    routes: credentialRoutes,
  },
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
  {
    name: 'Admin',
    description: 'For the staff of Cue. Every act is in an audit trail.',
    routes: adminRoutes,
  },
  { name: 'Operations', description: 'Cue about itself, and where Stripe reports.', routes: operationRoutes },
];
