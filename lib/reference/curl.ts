import type { Route } from '../contract/route.ts';

export interface Sent {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** Where the API and its site are. */
export interface Places {
  api: string;
  site: string;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A path with its parameters filled in, and its query. */
export function addressOf(path: string, { params = {}, query = {} }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}

function whoCalls({ caller, keyScope, method }: Route, site: string): string[] {
  if (keyScope) return ['-H "Authorization: Bearer $CUE_KEY"'];
  const origin = method === 'GET' || caller === 'stripe' ? [] : [`-H ${quoted(`Origin: ${site}`)}`];
  return caller === 'user' || caller === 'admin'
    ? ['-b "__Host-cue_session=$CUE_SESSION"', ...origin]
    : origin;
}

/** A call as people paste it into a shell: with a key where one is good, else with a session. */
export function curlOf(route: Route, path: string, sent: Sent, { api, site }: Places): string {
  const parts = [
    `curl${route.method === 'GET' ? '' : ` -X ${route.method}`} ${quoted(api + addressOf(path, sent))}`,
    ...whoCalls(route, site),
    ...(route.idempotent ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(sent.body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(sent.body))}`]),
    ...(route.file === 'application/zip' ? ['-OJ'] : []),
  ];
  return parts.join(' \\\n  ');
}
