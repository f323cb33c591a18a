import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { type ErrorCode, errorCodes } from '../../lib/contract/errors.ts';
import { problem } from '../../lib/contract/problem.ts';
import { pathsOf, type Route } from '../../lib/contract/route.ts';
import { type OperationId, routes } from '../../lib/contract/routes.ts';
import { errorCodesOf } from '../../lib/reference/error-codes.ts';
import { routeTable } from '../local/api/route-table.ts';

/** An answer of the API, as whoever called it got it. */
export interface GivenAnswer {
  status: number;
  contentType: string | undefined;
  /** Parsed, where it is JSON. */
  body: unknown;
}

const byRouteKey = new Map<string, { id: OperationId; route: Route }>(
  (Object.entries(routes) as [OperationId, Route][]).flatMap(([id, route]) =>
    pathsOf(route).map((path) => [`${route.method} ${path}`, { id, route }]),
  ),
);
const find = routeTable(Object.values(routes), 'meta');

/** Parsing drops what a schema does not name: what is left then differs. */
function faultBySchema(schema: z.ZodMiniType, body: unknown): string | undefined {
  const { success, data, error } = z.safeParse(schema, body);
  if (!success) return z.prettifyError(error);
  return isDeepStrictEqual(data, body) ? undefined : 'it holds a field that the contract does not name';
}

function problemFault(codes: readonly ErrorCode[], status: number, body: unknown): string | undefined {
  const fault = faultBySchema(problem, body);
  if (fault) return fault;
  const told = z.parse(problem, body);
  if (told.status !== status) return `the body says ${told.status}`;
  const isNamed = codes.some((code) => code === told.code && errorCodes[code].status === status);
  return isNamed ? undefined : `nothing names ${told.code} (see lib/contract/route-errors.ts)`;
}

function successFault({ response, file, status }: Route, answer: GivenAnswer): string | undefined {
  const expected = status ?? (response || file ? 200 : 302);
  if (answer.status !== expected) return `a success is ${expected}`;
  const mediaType = response ? 'application/json; charset=utf-8' : file;
  if (mediaType && answer.contentType !== mediaType) return `a success is ${mediaType}`;
  return response && faultBySchema(response, answer.body);
}

function faultOf(routeKey: string, answer: GivenAnswer): string | undefined {
  const { status, contentType, body } = answer;
  const served = byRouteKey.get(routeKey);
  if (!served) return problemFault(['not_found', 'method_not_allowed'], status, body);
  const { id, route } = served;
  if (contentType?.startsWith('application/problem+json'))
    return problemFault(errorCodesOf(id, route).get(status) ?? [], status, body);
  if (route.response && status === route.failureStatus) return faultBySchema(route.response, body);
  return successFault(route, answer);
}

/** API Gateway's own: to a body over 10 MB, or where a function failed or took too long. */
const isGateways = ({ status, contentType }: GivenAnswer) =>
  contentType === 'application/json' && [413, 500, 503].includes(status);

/**
 * Throws for an answer that the contract, and so the OpenAPI document, does not tell of: a status, an error code, a
 * field more or less. The worlds in which tests call the API ask this of every answer.
 */
export function requireDocumented(method: string, address: string, answer: GivenAnswer): void {
  if (method === 'OPTIONS' || isGateways(answer)) return;
  const [path = ''] = address.split('?');
  const { routeKey } = find(method, path);
  const fault = faultOf(routeKey, answer);
  if (!fault) return;
  const told = JSON.stringify(answer.body)?.slice(0, 500);
  throw new Error(`${method} ${path} answered ${answer.status} beside the contract: ${fault}\n${told}`);
}
