import { AppError } from '../../lib/contract/errors.ts';
import { paymentSettings } from '../../lib/contract/function-settings.ts';
import { paymentRoutes } from '../../lib/contract/payment-routes.ts';
import { subscriptionRoutes } from '../../lib/contract/subscription-routes.ts';
import { byCookieOrBearer } from '../../lib/keys/key-authentication.ts';
import { buyCredits } from '../../lib/payments/buy-credits.ts';
import { buyProduct } from '../../lib/payments/buy-product.ts';
import { limitCheckouts } from '../../lib/payments/checkout-limit.ts';
import { createOfferedPrices } from '../../lib/plans/offered-prices.ts';
import { planDeps } from '../../lib/plans/plan-deps.ts';
import { createCursorSeal } from '../../lib/platform/cursor.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';
import { cancelSubscription } from '../../lib/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../lib/subscriptions/change-plan.ts';
import { createSubscription } from '../../lib/subscriptions/create-subscription.ts';
import { listInvoices } from '../../lib/subscriptions/list-invoices.ts';
import { openPortal } from '../../lib/subscriptions/open-portal.ts';
import { plansAnswer } from '../../lib/subscriptions/plans-answer.ts';
import { previewChange } from '../../lib/subscriptions/preview-change.ts';
import { resumeSubscription } from '../../lib/subscriptions/resume-subscription.ts';
import { namesPlan, startSubscription } from '../../lib/subscriptions/start-subscription.ts';
import { subscriptionAnswer } from '../../lib/subscriptions/subscription-answer.ts';
import { subscriptionStatus } from '../../lib/subscriptions/subscription-status.ts';
import { createTokenVerifier } from '../../lib/tokens/verify-token.ts';

export const createHandler = httpFunction({
  name: 'payments',
  settings: paymentSettings,
  deps: (world) => {
    const { settings, outside, log } = world;
    const stripe = createStripe(settings);
    const { catalog, prices } = planDeps(world, stripe);
    return {
      outside,
      table: createTable(settings, outside),
      verifyToken: createTokenVerifier(settings.AUTH_JWT_ISSUERS, outside.realClock),
      stripe,
      stripeEnabled: settings.STRIPE_ENABLED,
      catalog,
      stage: settings.STAGE,
      prices,
      offered: createOfferedPrices(prices, catalog, { clock: outside.clock, log }),
      trialKey: settings.IDENTITY_HASH_KEY,
      cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
      frontends: settings.FRONTEND_URL,
      publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
      portalConfiguration: settings.STRIPE_PORTAL_CONFIGURATION,
      checkoutsPerMinute: settings.CHECKOUTS_PER_MINUTE,
    };
  },
  routes: { ...paymentRoutes, ...subscriptionRoutes },
  // No route here takes a key, but whether one is good is told here too.
  authentication: byCookieOrBearer,
  handlers: {
    listPlans: async ({ deps, user }) => ({ body: await plansAnswer(deps, user) }),
    getPaymentConfig: async ({ deps }) => {
      await deps.stripe();
      if (!deps.publishableKey) throw new AppError('payments_not_set_up', 'Payments are not set up yet');
      return { body: { publishable_key: deps.publishableKey } };
    },
    createOneTimePayment: async ({ deps, user, body, headers, log }) => {
      await limitCheckouts(deps, user.userId);
      const url = await buyCredits({ ...deps, log }, user, body, headers['idempotency-key']);
      return { body: { checkout_url: url, url } };
    },
    createCheckoutSession: async ({ deps, user, body, headers, log }) => {
      await limitCheckouts(deps, user.userId);
      const open = namesPlan(body) ? startSubscription : buyProduct;
      const url = await open({ ...deps, log }, user, body, headers['idempotency-key']);
      return { body: { checkout_url: url, url } };
    },
    createSubscription: async ({ deps, user, body, headers, log }) => {
      await limitCheckouts(deps, user.userId);
      return { body: await createSubscription({ ...deps, log }, user, body, headers['idempotency-key']) };
    },
    changePlan: async ({ deps, user, query, body, headers, log }) => ({
      body:
        query.preview === 'true'
          ? await previewChange({ ...deps, log }, user, body)
          : await changePlan({ ...deps, log }, user, body, headers['idempotency-key']),
    }),
    cancelSubscription: async ({ deps, user }) => ({ body: await cancelSubscription(deps, user) }),
    resumeSubscription: async ({ deps, user }) => ({ body: await resumeSubscription(deps, user) }),
    openPortal: async ({ deps, user }) => ({ body: { url: await openPortal(deps, user) } }),
    getSubscriptionStatus: async ({ deps, user }) => ({
      body: subscriptionStatus(deps.catalog, deps.stripeEnabled ? user.subscription : undefined),
    }),
    getSubscription: async ({ deps, user }) => {
      const subscription = deps.stripeEnabled ? user.subscription : undefined;
      return { body: subscriptionAnswer(deps.catalog, subscription, deps.outside.clock.now()) };
    },
    listInvoices: async ({ deps, user, query }) => ({ body: await listInvoices(deps, user, query) }),
  },
});

export const handler = createHandler(lambdaOutside);
