import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { AppError } from '../../contract/errors.ts';
import type { SettingName } from '../../contract/settings.ts';
import { coldStart, type FunctionParts } from '../cold-start.ts';
import type { Log } from '../log.ts';
import type { Outside } from '../outside.ts';
import { httpAnswer, problemAnswer } from './answers.ts';
import { type Authentication, bearerIn } from './authentication.ts';
import { corsHeaders, originMatters } from './cross-site.ts';
import { respond, servedRoutes } from './dispatch.ts';
import type { HandlersOf, RouteAnswer, RoutesOf } from './request.ts';

interface HttpParts<Name extends SettingName, Deps, User, Server extends string>
  extends FunctionParts<Name, Deps> {
  name: Server;
  /** The part of the contract that its routes are in: the whole would make every start longer. */
  routes: RoutesOf<NoInfer<Server>>;
  authentication: Authentication<NoInfer<Deps>, User>;
  handlers: HandlersOf<NoInfer<Server>, NoInfer<Deps>, NoInfer<User>>;
  /** Answers what API Gateway has no route for, where the manifest sends that. */
  otherwise?(method: string, path: string, requestId: string): RouteAnswer<unknown>;
}

interface Started<Deps> {
  deps: Deps;
  frontends: readonly string[];
  log: Log;
}

type Event = APIGatewayProxyEventV2;
type HttpResult = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (event: Event, context: Context) => Promise<HttpResult>;

/** Whatever was thrown becomes the contract's error answer; what is our own fault is logged with its cause. */
function problems<Deps>(
  start: () => Promise<Started<Deps>>,
  clearCookie: (cookies: readonly string[]) => string[],
): MiddlewareObj<Event, unknown> {
  return {
    onError: async (request) => {
      const { log } = await start();
      const { requestContext, routeKey, headers, cookies = [] } = request.event;
      const error = request.error;
      const known =
        error instanceof AppError
          ? error
          : new AppError('internal_error', 'Something went wrong on our side', { cause: error });
      const fields = { requestId: requestContext.requestId, code: known.code, route: routeKey };
      // Beside an API key it may be that which is not good.
      const isSessionOver = known.code === 'not_authenticated' && bearerIn(headers) === undefined;
      const cleared = isSessionOver ? { cookies: clearCookie(cookies) } : {};
      const answer = problemAnswer(known, requestContext.requestId, cleared);
      if (answer.body && answer.body.status >= 500) log.error('Request failed', fields, known.cause ?? known);
      else log.info('Request refused', fields);
      request.response = answer;
    },
  };
}

/** A handler's answer becomes API Gateway's, with the headers that every answer carries. */
function answers<Deps>(
  start: () => Promise<Started<Deps>>,
  hasOwnCors: (routeKey: string) => boolean,
): MiddlewareObj<Event, unknown> {
  const finish: MiddlewareObj<Event, unknown>['after'] = async (request) => {
    const { frontends } = await start();
    const { headers, requestContext, routeKey } = request.event;
    const answer = request.response as RouteAnswer<unknown>;
    const cors = hasOwnCors(routeKey) ? originMatters : corsHeaders(headers.origin, frontends);
    request.response = httpAnswer(answer, requestContext.requestId, cors);
  };
  return { after: finish, onError: finish };
}

/**
 * A Lambda behind the HTTP API: says who calls, checks the request against the contract, calls the route's
 * handler and answers in the contract's shapes. A setting that is missing fails every request, by its name.
 */
export function httpFunction<Name extends SettingName, Deps, User, Server extends string>(
  parts: HttpParts<Name, Deps, User, Server>,
): (outside: Outside) => HttpHandler {
  const served = servedRoutes<Deps, User>(parts.routes, parts.handlers);
  return (outside) => {
    const start = coldStart<Name | 'FRONTEND_URL', Started<Deps>>(
      {
        name: parts.name,
        settings: [...new Set([...parts.settings, 'FRONTEND_URL' as const])],
        deps: (world) => ({
          deps: parts.deps(world),
          frontends: world.settings.FRONTEND_URL,
          log: world.log,
        }),
      },
      outside,
    );
    const serve = async (event: Event): Promise<RouteAnswer<unknown>> => {
      const started = await start();
      const { http, requestId } = event.requestContext;
      const found = served.get(event.routeKey);
      if (found) return respond(found, parts.authentication, started, event);
      if (parts.otherwise) return parts.otherwise(http.method, http.path, requestId);
      throw new AppError('not_found', 'There is nothing at this address');
    };
    return middy<Event, unknown>()
      .use(answers(start, (routeKey) => served.get(routeKey)?.route.ownCors ?? false))
      .use(problems(start, parts.authentication.clearCookie))
      .handler(serve) as HttpHandler;
  };
}
