import { createDocument, type ZodOpenApiOverride, type ZodOpenApiPathsObject } from 'zod-openapi';
import { problem } from '../contract/problem.ts';
import { pathsOf } from '../contract/route.ts';
import { areas } from './areas.ts';
import { securitySchemes } from './callers.ts';
import { conventions } from './conventions.ts';
import type { Places } from './curl.ts';
import { operationOf } from './operation.ts';

function allPaths(places: Places): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const { name: area, routes } of areas) {
    for (const [id, route] of Object.entries(routes)) {
      for (const path of pathsOf(route)) {
        const operation = operationOf({ id, route, path, area }, places);
        paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
      }
    }
  }
  return paths;
}

/** Leaves out what is true of every time and every integer: a pattern of 300 characters, and the bounds of safe integers. */
const readable: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** The OpenAPI 3.1 document of the whole contract, for the API at this address. */
export function openApiDocument(places: Places) {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Cue API',
        version: '1.0.0',
        summary: 'Turns a sentence into a workflow, and sells that by credits and subscriptions.',
        description: conventions(places),
        license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
      },
      servers: [{ url: places.api }],
      tags: areas.map(({ name, description }) => ({ name, description })),
      components: { securitySchemes, schemas: { Problem: problem } },
      paths: allPaths(places),
    },
    { override: readable },
  );
}
