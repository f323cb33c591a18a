import { metaSettings } from '../../lib/contract/function-settings.ts';
import { operationRoutes } from '../../lib/contract/operation-routes.ts';
import { anonymousOnly } from '../../lib/platform/http/authentication.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { unrouted } from '../../lib/platform/http/unrouted.ts';
import { once } from '../../lib/platform/once.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

/**
 * Health, the OpenAPI document, and what API Gateway has no other route for. Most calls are the last, preflights
 * and wrong addresses: what the others need is loaded when they are asked.
 */
export const createHandler = httpFunction({
  name: 'meta',
  settings: metaSettings,
  deps: (world) => ({
    health: once(async () => (await import('../../lib/operations/system-health.ts')).systemHealth(world)),
  }),
  routes: operationRoutes,
  authentication: anonymousOnly,
  handlers: {
    getHealth: async ({ deps }) => {
      const askHealth = await deps.health();
      const body = await askHealth();
      return { status: body.status === 'ok' ? 200 : 503, body };
    },
    getOpenApi: async () => {
      const { openApiDocument } = await import('../../lib/operations/openapi.ts');
      return { body: { ...openApiDocument() } };
    },
  },
  otherwise: unrouted,
});

export const handler = createHandler(lambdaOutside);
