interface Routed {
  method: string;
  path: string;
}

export interface Match<R extends Routed> {
  route: R;
  path: Record<string, string>;
}

type Router<R extends Routed> = (method: string, pathname: string) => Match<R> | undefined;

/** Routes are tried in their order, so a fixed path stands before one with a name in its place. */
export function createRouter<R extends Routed>(routes: R[]): Router<R> {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return (method, pathname) => {
    for (const { route, pattern } of patterns) {
      const match = route.method === method ? pattern.exec(pathname) : null;
      if (match) return { route, path: decoded(match.groups ?? {}) };
    }
    return undefined;
  };
}

function patternOf(path: string): RegExp {
  const pattern = path.replaceAll('.', '\\.').replaceAll(/:(\w+)/g, '(?<$1>[^/]+)');
  return new RegExp(`^${pattern}/?$`);
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodePart(value)]));
}

/** A broken escape names nothing that exists; left as it stands it ends in the usual 404. */
function decodePart(value: string): string {
  const escapes = /^(?:[^%]|%[0-7][\da-f])*$/i;
  return escapes.test(value) ? decodeURIComponent(value) : value;
}
