import { metaSettings } from '../../lib/contract/settings.ts';
import { keptHealth } from '../../lib/operations/health.ts';
import { openApiDocument } from '../../lib/operations/openapi.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { anonymousOnly } from '../../lib/platform/http/dispatch.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { checkMail } from '../../lib/platform/mailer.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';

/** Health, the OpenAPI document, and what API Gateway has no other route for. */
export const createHandler = httpFunction({
  name: 'meta',
  settings: metaSettings,
  deps: ({ settings, outside, log }) => ({
    health: keptHealth({
      outside,
      log,
      table: createTable(settings, outside),
      bus: createBus(settings, outside),
      stripe: createStripe(settings),
      checkMail: () => checkMail(settings.SES_ENDPOINT, outside),
    }),
  }),
  authentication: anonymousOnly,
  handlers: {
    getHealth: async ({ deps }) => {
      const body = await deps.health();
      return { status: body.status === 'ok' ? 200 : 503, body };
    },
    getOpenApi: async () => ({ body: { ...openApiDocument() } }),
  },
});

export const handler = createHandler(lambdaOutside);
