import * as z from 'zod/mini';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { type ErrorCode, errorCodes } from '../contract/errors.ts';
import { examples } from '../contract/examples.ts';
import type { Route } from '../contract/route.ts';
import { callersOf, securityOf } from './callers.ts';
import { curlOf, type Places, type Sent } from './curl.ts';
import { errorCodesOf } from './error-codes.ts';

type Responses = ZodOpenApiOperationObject['responses'];

export interface Operation {
  id: string;
  route: Route;
  /** The route's own path, or one of its aliases. */
  path: string;
  area: string;
}

const sentByExample = new Map<string, Sent>(Object.entries(examples));

const json = (schema: z.ZodMiniType) => ({ 'application/json': { schema } });

function problemAnswer(codes: readonly ErrorCode[], title: string) {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: [...codes] } } }],
  };
  return {
    description: `${title}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    content: { 'application/problem+json': { schema } },
  };
}

/** What a route says of a failure in the words of its success, health say, stands beside the problem of that status. */
function refusals(id: string, route: Route): Responses {
  const answers = [...errorCodesOf(id, route)].map(([status, codes]) => {
    const [first] = codes;
    const { description, content } = problemAnswer(codes, first ? errorCodes[first].title : '');
    const told = route.response && status === route.failureStatus ? json(route.response) : {};
    return [String(status), { description, content: { ...content, ...told } }];
  });
  return Object.fromEntries(answers);
}

const versionHeader = z.object({ ETag: z.string() });

function successOf({ response, file, status, versioned }: Route): Responses {
  const headers = versioned ? { headers: versionHeader } : {};
  if (response) return { [`${status ?? 200}`]: { description: 'Done', content: json(response), ...headers } };
  if (file) return { 200: { description: 'A file', content: { [file]: { schema: {} } } } };
  return { 302: { description: 'To the next page', headers: z.object({ Location: z.string() }) } };
}

const requestHeaders = ({ idempotent, versioned, method }: Route) => ({
  ...(idempotent
    ? { 'Idempotency-Key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))) }
    : {}),
  ...(versioned && method === 'PUT' ? { 'If-Match': z.optional(z.string()) } : {}),
});

function parametersOf(route: Route): NonNullable<ZodOpenApiOperationObject['requestParams']> {
  return {
    ...(route.params instanceof z.ZodMiniObject ? { path: route.params } : {}),
    ...(route.query instanceof z.ZodMiniObject ? { query: route.query } : {}),
    header: z.object(requestHeaders(route)),
  };
}

function bodyOf(
  { body, caller }: Route,
  { body: example }: Sent,
): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (caller === 'stripe')
    return {
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
    };
  if (!body) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: body, example } } } };
}

const aliasSuffix = (path: string) =>
  `At${path.replace(/[^A-Za-z0-9]+(.)?/g, (_, next = '') => next.toUpperCase())}`;

const described = ({ route, path }: Operation, example: string) =>
  [
    callersOf(route),
    ...(path === route.path
      ? []
      : [`The same as \`${route.method} ${route.path}\`, for clients that know it by this path.`]),
    `\`\`\`sh\n${example}\n\`\`\``,
  ].join('\n\n');

export function operationOf(operation: Operation, places: Places): ZodOpenApiOperationObject {
  const { id, route, path, area } = operation;
  const sent = sentByExample.get(id) ?? {};
  return {
    operationId: path === route.path ? id : id + aliasSuffix(path),
    summary: route.summary,
    description: described(operation, curlOf(route, path, sent, places)),
    tags: [area],
    security: securityOf(route),
    requestParams: parametersOf(route),
    ...bodyOf(route, sent),
    responses: { ...refusals(id, route), ...successOf(route) },
  };
}
