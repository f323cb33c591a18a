import { pathsOf, type Route } from '../../../lib/contract/route.ts';

export interface Match {
  /** The function that serves it. */
  servedBy: string;
  /** `GET /api/workflows/{id}`, or `$default` when no route matched. */
  routeKey: string;
  pathParameters: Record<string, string> | undefined;
}

interface Entry {
  method: string;
  segments: string[];
  servedBy: string;
  routeKey: string;
}

const segmentsOf = (path: string) => path.split('/').slice(1);
const isParameter = (segment: string) => segment.startsWith('{');

/** API Gateway leaves what is not valid percent-encoding as it came. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parametersOf(entry: Entry, segments: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [index, pattern] of entry.segments.entries()) {
    const segment = segments[index] ?? '';
    if (isParameter(pattern)) {
      if (segment === '') return undefined;
      found[pattern.slice(1, -1)] = decoded(segment);
    } else if (pattern !== segment) return undefined;
  }
  return found;
}

const entriesOf = (route: Route): Entry[] =>
  pathsOf(route).map((path) => ({
    method: route.method,
    segments: segmentsOf(path),
    servedBy: route.servedBy,
    routeKey: `${route.method} ${path}`,
  }));

/** Where each position of the path is spelt out (0) or a parameter (1): smaller strings are more specific. */
const specificity = (entry: Entry) =>
  entry.segments.map((segment) => (isParameter(segment) ? 1 : 0)).join('');

/** Matches as the HTTP API does: whole segments, the most specific route first, `$default` for all the rest. */
export function routeTable(routes: readonly Route[], servesDefault: string) {
  const entries = routes
    .flatMap(entriesOf)
    .sort((one, other) => specificity(one).localeCompare(specificity(other)));
  return (method: string, path: string): Match => {
    const segments = segmentsOf(path);
    for (const entry of entries) {
      if (entry.method !== method || entry.segments.length !== segments.length) continue;
      const parameters = parametersOf(entry, segments);
      if (!parameters) continue;
      const pathParameters = Object.keys(parameters).length > 0 ? parameters : undefined;
      return { servedBy: entry.servedBy, routeKey: entry.routeKey, pathParameters };
    }
    return { servedBy: servesDefault, routeKey: '$default', pathParameters: undefined };
  };
}
