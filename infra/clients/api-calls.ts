import { text } from './answer-fields.ts';
import type { PageFetch } from './page-fetch.ts';

/** An answer that is an error, with the sentence that pages show. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

interface Call {
  body?: object;
  headers?: Record<string, string>;
}

interface Api {
  address: string;
  fetch: PageFetch;
  /** A session's cookie, or whoever the headers name. */
  credentials?: 'include';
  headers?: () => Record<string, string>;
}

/** Calls of a front end: answers the JSON of a success, and throws `Refused` for the rest. */
export function apiCalls({ address, fetch, credentials, headers: always = () => ({}) }: Api) {
  async function answerTo(method: string, path: string, { body, headers }: Call = {}): Promise<Response> {
    const answer = await fetch(address + path, {
      method,
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...always(),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(credentials ? { credentials } : {}),
    });
    if (answer.ok) return answer;
    throw new Refused(answer.status, text(await answer.json(), 'detail'));
  }

  async function json(method: string, path: string, call?: Call): Promise<unknown> {
    return (await answerTo(method, path, call)).json();
  }

  return {
    get: (path: string) => json('GET', path),
    post: (path: string, body?: object, headers: Record<string, string> = {}) =>
      json('POST', path, { ...(body ? { body } : {}), headers }),
    put: (path: string, body: object) => json('PUT', path, { body }),
    delete: (path: string) => json('DELETE', path),
    download: async (path: string): Promise<ArrayBuffer> => (await answerTo('POST', path)).arrayBuffer(),
  };
}

/** Where a page goes when it is refused: to sign in, to buy, or nowhere, because nothing is for sale. */
export function pageAfter(error: unknown): 'login' | 'buy' | 'hidden' {
  if (error instanceof Refused) {
    if (error.status === 401) return 'login';
    if (error.status === 402) return 'buy';
    if (error.status === 503) return 'hidden';
  }
  throw error;
}
