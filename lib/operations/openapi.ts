import * as z from 'zod/mini';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { errorCodes } from '../contract/errors.ts';
import { problem } from '../contract/problem.ts';
import { pathsOf, type Route } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';

const json = (schema: z.ZodMiniType) => ({ 'application/json': { schema } });

type Security = NonNullable<ZodOpenApiOperationObject['security']>;

const security: Record<Route['caller'], Security> = {
  anyone: [],
  optional: [{}, { session: [] }, { token: [] }],
  user: [{ session: [] }, { token: [] }],
  admin: [{ session: [] }, { token: [] }],
  stripe: [{ stripeSignature: [] }],
};

const securityOf = ({ caller, keyScope }: Route): Security =>
  keyScope ? [...security[caller], { apiKey: [keyScope] }] : security[caller];

function problemAnswers() {
  const statuses = new Map(Object.values(errorCodes).map(({ status, title }) => [status, title]));
  return Object.fromEntries(
    [...statuses].map(([status, description]) => [
      String(status),
      { description, content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}

function successOf({ response, file, status }: Route): ZodOpenApiOperationObject['responses'] {
  if (response) return { [`${status ?? 200}`]: { description: 'Done', content: json(response) } };
  if (file) return { 200: { description: 'A file', content: { [file]: { schema: {} } } } };
  return { 302: { description: 'To the next page', headers: z.object({ Location: z.string() }) } };
}

const answersOf = (route: Route): ZodOpenApiOperationObject['responses'] => ({
  ...successOf(route),
  ...problemAnswers(),
});

const idempotencyHeader = z.object({
  'Idempotency-Key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
});

function operationOf(id: string, route: Route, address: string): ZodOpenApiOperationObject {
  const isAlias = address !== route.path;
  const path = route.params instanceof z.ZodMiniObject ? { path: route.params } : {};
  const query = route.query instanceof z.ZodMiniObject ? { query: route.query } : {};
  return {
    operationId: isAlias
      ? `${id}At${address.replace(/[^A-Za-z0-9]+(.)?/g, (_, next = '') => next.toUpperCase())}`
      : id,
    summary: route.summary,
    tags: [route.servedBy],
    security: securityOf(route),
    requestParams: { ...path, ...query, ...(route.idempotent ? { header: idempotencyHeader } : {}) },
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
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `cue_…`' },
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of an issuer in `AUTH_JWT_ISSUERS`, good wherever the session cookie is',
        },
        stripeSignature: { type: 'apiKey', in: 'header', name: 'Stripe-Signature' },
      },
    },
    paths: allPaths(),
  });
}
