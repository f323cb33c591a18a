import { metaSettings } from '../../lib/contract/function-settings.ts';
import { operationRoutes } from '../../lib/contract/operation-routes.ts';
import { anonymousOnly } from '../../lib/platform/http/authentication.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { unrouted } from '../../lib/platform/http/unrouted.ts';
import { once } from '../../lib/platform/once.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

/**
 * Health, the OpenAPI document and its page, and what API Gateway has no other route for. Most calls are the last, preflights
 * and wrong addresses: what the others need is loaded when they are asked.
 */
export const createHandler = httpFunction({
  name: 'meta',
  settings: metaSettings,
  deps: (world) => ({
    places: {
      api: world.settings.BACKEND_URL,
      site: world.settings.FRONTEND_URL[0] ?? world.settings.BACKEND_URL,
    },
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
    getOpenApi: async ({ deps }) => {
      const { openApiDocument } = await import('../../lib/reference/document.ts');
      return { body: { ...openApiDocument(deps.places) } };
    },
    getReference: async ({ deps }) => {
      const { pagePolicy, referencePage } = await import('../../lib/reference/page.ts');
      return {
        file: Buffer.from(referencePage(deps.places.site)),
        headers: { 'Content-Security-Policy': pagePolicy(deps.places.site) },
      };
    },
  },
  otherwise: unrouted,
});

export const handler = createHandler(lambdaOutside);
