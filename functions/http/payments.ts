import { AppError } from '../../lib/contract/errors.ts';
import { paymentRoutes } from '../../lib/contract/payment-routes.ts';
import { paymentSettings } from '../../lib/contract/settings.ts';
import { startCheckout } from '../../lib/payments/start-checkout.ts';
import { loadCatalog, plansAnswer } from '../../lib/plans/catalog.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';
import { bySession } from '../../lib/sessions/session-authentication.ts';

export const createHandler = httpFunction({
  name: 'payments',
  settings: paymentSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    stripe: createStripe(settings),
    catalog: loadCatalog(settings.PLANS_FILE),
    frontends: settings.FRONTEND_URL,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
  }),
  routes: paymentRoutes,
  authentication: bySession,
  handlers: {
    listPlans: async ({ deps }) => ({ body: plansAnswer(deps.catalog) }),
    getPaymentConfig: async ({ deps }) => {
      await deps.stripe();
      if (!deps.publishableKey) throw new AppError('payments_not_set_up', 'Payments are not set up yet');
      return { body: { publishable_key: deps.publishableKey } };
    },
    createOneTimePayment: async ({ deps, user, body, headers, log }) => {
      const url = await startCheckout({ ...deps, log }, user, body, headers['idempotency-key']);
      return { body: { checkout_url: url, url } };
    },
  },
});

export const handler = createHandler(lambdaOutside);
