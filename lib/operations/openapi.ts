import * as z from 'zod/mini';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { errorCodes } from '../contract/errors.ts';
import { problem } from '../contract/problem.ts';
import { pathsOf, type Route } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';

const json = (schema: z.ZodMiniType) => ({ 'application/json': { schema } });

const security: Record<Route['caller'], ZodOpenApiOperationObject['security']> = {
  anyone: [],
  user: [{ session: [] }],
  stripe: [{ stripeSignature: [] }],
};

function problemAnswers() {
  const statuses = new Map(Object.values(errorCodes).map(({ status, title }) => [status, title]));
  return Object.fromEntries(
    [...statuses].map(([status, description]) => [
      String(status),
      { description, content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}

function answersOf(route: Route): ZodOpenApiOperationObject['responses'] {
  const success = route.response
    ? { 200: { description: 'Done', content: json(route.response) } }
    : { 302: { description: 'To the next page', headers: z.object({ Location: z.string() }) } };
  return { ...success, ...problemAnswers() };
}

const idempotencyHeader = z.object({
  'Idempotency-Key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
});

function operationOf(id: string, route: Route, path: string): ZodOpenApiOperationObject {
  const isAlias = path !== route.path;
  const query = route.query instanceof z.ZodMiniObject ? { query: route.query } : {};
  return {
    operationId: isAlias
      ? `${id}At${path.replace(/[^A-Za-z0-9]+(.)?/g, (_, next = '') => next.toUpperCase())}`
      : id,
    summary: route.summary,
    tags: [route.servedBy],
    security: security[route.caller],
    requestParams: { ...query, ...(route.idempotent ? { header: idempotencyHeader } : {}) },
    ...(route.body ? { requestBody: { required: true, content: json(route.body) } } : {}),
    ...(route.caller === 'stripe'
      ? { requestBody: { required: true, content: json(z.looseObject({})) } }
      : {}),
    responses: answersOf(route),
  };
}

function allPaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [id, route] of Object.entries<Route>(routes)) {
    for (const path of pathsOf(route)) {
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(id, route, path) };
    }
  }
  return paths;
}

/** The OpenAPI 3.1 document of the whole contract. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Cue',
      version: '1.0.0',
      description: 'Turns a sentence into a workflow, and sells that by credits and subscriptions.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-cue_session' },
        stripeSignature: { type: 'apiKey', in: 'header', name: 'Stripe-Signature' },
      },
    },
    paths: allPaths(),
  });
}
