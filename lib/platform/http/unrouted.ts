import { AppError } from '../../contract/errors.ts';
import { pathsOf, type Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { problemAnswer } from './answers.ts';
import { preflightHeaders } from './cross-site.ts';
import type { RouteAnswer } from './request.ts';

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i])
  );
}

function methodsOf(path: string): string[] {
  const all: Route[] = Object.values(routes);
  return all
    .filter((route) => pathsOf(route).some((template) => matches(template, path)))
    .map(({ method }) => method);
}

/** The answer to what API Gateway has no route for: preflights, wrong methods and unknown paths. */
export function unrouted(method: string, path: string, requestId: string): RouteAnswer<unknown> {
  const methods = methodsOf(path);
  if (methods.length === 0)
    return problemAnswer(new AppError('not_found', 'There is nothing at this address'), requestId);
  if (method === 'OPTIONS') return { status: 204, headers: preflightHeaders };
  const error = new AppError('method_not_allowed', `${method} is not allowed here`);
  return problemAnswer(error, requestId, { headers: { Allow: methods.join(', ') } });
}
