import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AppError } from '../../contract/errors.ts';
import { pathsOf, type Route } from '../../contract/route.ts';
import type { Log } from '../log.ts';
import { type Authentication, callerOf, requireEntitlement } from './authentication.ts';
import { requireOwnOrigin } from './cross-site.ts';
import { jsonBody } from './json-body.ts';
import { bodyBytes, type RouteAnswer } from './request.ts';
import { validate, validateParams } from './validate.ts';

interface Request<Deps, User> {
  deps: Deps;
  user: User | undefined;
  keyId: string | undefined;
  params: unknown;
  body: unknown;
  query: unknown;
  rawBody: Buffer;
  rawQuery: string;
  headers: Readonly<Record<string, string | undefined>>;
  cookies: readonly string[];
  sourceIp: string;
  requestId: string;
  log: Log;
}

interface Served<Deps, User> {
  operationId: string;
  route: Route;
  handle(request: Request<Deps, User>): Promise<RouteAnswer<unknown>>;
}

/** Routes by API Gateway's route key, `GET /api/billing/credits` say. */
export function servedRoutes<Deps, User>(
  routes: Record<string, Route>,
  handlers: object,
): Map<string, Served<Deps, User>> {
  const byId = new Map<string, Served<Deps, User>['handle']>(Object.entries(handlers));
  return new Map(
    Object.entries<Route>(routes).flatMap(([id, route]) => {
      const handle = byId.get(id);
      if (!handle) return [];
      const served = { operationId: id, route, handle };
      return pathsOf(route).map((path) => [`${route.method} ${path}`, served]);
    }),
  );
}

const ordinaryBytes = 256 * 1024;
const maximumBodyBytes = {
  user: ordinaryBytes,
  admin: ordinaryBytes,
  optional: ordinaryBytes,
  anyone: ordinaryBytes,
  stripe: 1024 * 1024,
};

function sizedBody(event: APIGatewayProxyEventV2, route: Route): Buffer {
  const bytes = bodyBytes(event);
  if (bytes.length > maximumBodyBytes[route.caller])
    throw new AppError('body_too_large', 'The body is too large');
  return bytes;
}

/** Status and media type of a success are the contract's, but where its handler says otherwise. */
function asDeclared({ status, file }: Route, answer: RouteAnswer<unknown>): RouteAnswer<unknown> {
  const headers = file === undefined ? answer.headers : { 'Content-Type': file, ...answer.headers };
  return { ...(status ? { status } : {}), ...answer, ...(headers ? { headers } : {}) };
}

/** Who calls, then where from, then what: the first that is not right decides the answer. */
export async function respond<Deps, User>(
  { operationId, route, handle }: Served<Deps, User>,
  authentication: Authentication<Deps, User>,
  { deps, frontends, log }: { deps: Deps; frontends: readonly string[]; log: Log },
  event: APIGatewayProxyEventV2,
): Promise<RouteAnswer<unknown>> {
  const rawBody = sizedBody(event, route);
  const cookies = event.cookies ?? [];
  const { user, byBearer, keyId } = await callerOf({ operationId, route }, authentication, deps, event);
  if (route.caller !== 'stripe' && !byBearer && route.method !== 'GET')
    requireOwnOrigin(event.headers, frontends);
  requireEntitlement(route, authentication, deps, user);
  const answer = await handle({
    deps,
    user,
    keyId,
    params: route.params && validateParams(route.params, event.pathParameters ?? {}),
    body: route.body && validate(route.body, jsonBody(rawBody, event.headers['content-type'])),
    query: route.query && validate(route.query, event.queryStringParameters ?? {}),
    rawBody,
    rawQuery: event.rawQueryString,
    headers: event.headers,
    cookies,
    sourceIp: event.requestContext.http.sourceIp,
    requestId: event.requestContext.requestId,
    log: log.with({ requestId: event.requestContext.requestId }),
  });
  return asDeclared(route, answer);
}
