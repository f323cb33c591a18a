import { AppError } from '../../lib/contract/errors.ts';
import { webhookSettings } from '../../lib/contract/function-settings.ts';
import { operationRoutes } from '../../lib/contract/operation-routes.ts';
import { forwardStripeEvent } from '../../lib/events/forward.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { anonymousOnly } from '../../lib/platform/http/authentication.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { createCount } from '../../lib/platform/metrics.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

export const createHandler = httpFunction({
  name: 'stripe-webhook',
  settings: webhookSettings,
  deps: ({ settings, outside }) => ({
    outside,
    count: createCount(settings.STAGE, outside),
    bus: createBus(settings, outside),
    enabled: settings.STRIPE_ENABLED,
    secrets: settings.STRIPE_WEBHOOK_SECRET ?? [],
  }),
  routes: operationRoutes,
  authentication: anonymousOnly,
  handlers: {
    receiveStripeEvent: async ({ deps, rawBody, headers, log }) => {
      if (!deps.enabled) throw new AppError('stripe_disabled', 'Stripe integration is disabled');
      if (deps.secrets.length === 0) throw new AppError('payments_not_set_up', 'Payments are not set up yet');
      await forwardStripeEvent({ ...deps, log }, rawBody, headers['stripe-signature']);
      return { body: { status: 'success' } };
    },
  },
});

export const handler = createHandler(lambdaOutside);
