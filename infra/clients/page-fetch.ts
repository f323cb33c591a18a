import type { Person } from '../testing/product.ts';

/** `fetch` as far as the pages of the clients use it. */
export type PageFetch = (address: string, init?: PageRequest) => Promise<Response>;

interface PageRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  credentials?: 'include';
}

// What browsers send without asking first.
const simpleMethods = ['GET', 'HEAD', 'POST'];
const simpleHeaders = ['accept', 'accept-language', 'content-language'];

const listed = (answer: Response, header: string) =>
  (answer.headers.get(header) ?? '').split(',').map((item) => item.trim().toLowerCase());

/** Throws what pages see of an answer that its server does not let them read. */
function requireCors(answer: Response, origin: string, credentials: PageRequest['credentials']): void {
  const isAllowed = answer.headers.get('access-control-allow-origin') === origin;
  const isTrusted = answer.headers.get('access-control-allow-credentials') === 'true';
  if (!isAllowed || (credentials === 'include' && !isTrusted)) throw new TypeError('Failed to fetch');
}

async function askFirst(address: string, origin: string, init: PageRequest): Promise<void> {
  const { method = 'GET', headers = {}, credentials } = init;
  const unusual = Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter((name) => !simpleHeaders.includes(name));
  if (simpleMethods.includes(method) && unusual.length === 0) return;
  const asked = { 'access-control-request-method': method };
  const answer = await fetch(address, {
    method: 'OPTIONS',
    headers: { origin, ...asked, 'access-control-request-headers': unusual.join(',') },
  });
  requireCors(answer, origin, credentials);
  const methods = [...simpleMethods, ...listed(answer, 'access-control-allow-methods')];
  const allowed = listed(answer, 'access-control-allow-headers');
  const isAllowed = methods.includes(method.toLowerCase()) || methods.includes(method);
  if (!answer.ok || !isAllowed || !unusual.every((name) => allowed.includes(name)))
    throw new TypeError('Failed to fetch');
}

/**
 * `fetch` as a browser gives it to a page of `origin`: cookies go along only when asked for, unusual requests are
 * asked about first, and what another origin answers is read only with its leave.
 */
export function pageFetch(person: Person, origin: string): PageFetch {
  return async (address, init = {}) => {
    await askFirst(address, origin, init);
    const headers: Record<string, string> = { ...init.headers, origin };
    if (init.credentials === 'include') headers.cookie = person.cookies.header();
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' });
    if (init.credentials === 'include') person.cookies.keep(answer);
    requireCors(answer, origin, init.credentials);
    return answer;
  };
}
