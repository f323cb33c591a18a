import * as z from 'zod/mini';
import type { Route } from '../../../lib/contract/route.ts';
import { type OperationId, type Routes, routes } from '../../../lib/contract/routes.ts';
import { type ApiError, errorFromAnswer, localError } from './api-error.ts';
import { apiBaseUrl } from './base-url.ts';

type Answering<Id extends OperationId> = Id extends OperationId
  ? Routes[Id] extends { response: z.ZodMiniType }
    ? Id
    : never
  : never;

/** The routes that answer JSON; the others are navigations. */
export type JsonOperation = Answering<OperationId>;

export type Answer<Id extends JsonOperation> = z.output<Routes[Id]['response']>;

type BodyOf<R> = R extends { body: infer Schema extends z.ZodMiniType } ? { body: z.input<Schema> } : object;
type QueryOf<R> = R extends { query: infer Schema extends z.ZodMiniType }
  ? { query?: z.input<Schema> }
  : object;
type ParamsOf<R> = R extends { params: infer Schema extends z.ZodMiniType }
  ? { params: z.input<Schema> }
  : object;
type KeyOf<R> = R extends { idempotent: true } ? { idempotencyKey: string } : object;
type VersionOf<R> = R extends { method: 'PUT' } ? { ifMatch?: number } : object;
type InputOf<R> = ParamsOf<R> &
  BodyOf<R> &
  QueryOf<R> &
  KeyOf<R> &
  VersionOf<R> & { signal?: AbortSignal; keepalive?: boolean };
export type Arguments<R> =
  InputOf<R> extends infer Input extends AnyInput
    ? object extends Input
      ? [input?: Input]
      : [input: Input]
    : never;

export interface AnyInput {
  params?: Record<string, string>;
  body?: unknown;
  query?: Record<string, string | undefined>;
  idempotencyKey?: string;
  /** The version that was read: refused with `version_conflict` when there is a later one. */
  ifMatch?: number;
  signal?: AbortSignal;
  /** Goes out even when the page is being left. */
  keepalive?: boolean;
}

// API Gateway gives up after 30 s: an answer later than this is not coming.
const timeoutMs = 31_000;

/** Calls a route of the contract by its operation id; answers what the contract says, or throws an `ApiError`. */
export async function call<Id extends JsonOperation>(
  id: Id,
  ...[input]: Arguments<Routes[Id]>
): Promise<Answer<Id>> {
  const route: Routes[Id] = routes[id];
  const answer = await send(route, input ?? {});
  if (!answer.ok) throw await failureOf(answer);
  const body = await answer.json().catch(() => undefined);
  const read = z.safeParse(route.response, body);
  if (!read.success) throw localError('unreadable_answer', answer.status, read.error);
  // Parsed by this very route's schema; TypeScript does not follow that through the union of all routes.
  return read.data as Answer<Id>;
}

export async function failureOf(answer: Response): Promise<ApiError> {
  const body = await answer.json().catch(() => undefined);
  return errorFromAnswer(answer.status, body, answer.headers.get('retry-after'));
}

export async function send(route: Route, input: AnyInput): Promise<Response> {
  if (!navigator.onLine) throw localError('offline');
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(apiBaseUrl + addressOf(route, input.params) + queryString(input.query), {
      method: route.method,
      headers: headersOf(input),
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
      credentials: apiBaseUrl === '' ? 'same-origin' : 'include',
      keepalive: input.keepalive ?? false,
      signal: input.signal ? AbortSignal.any([input.signal, timeout]) : timeout,
    });
  } catch (cause) {
    // The caller gave up (a page was left); that is no failure to tell anyone about.
    if (input.signal?.aborted) throw cause;
    throw localError(timeout.aborted ? 'timeout' : 'unreachable', 0, cause);
  }
}

function addressOf({ path }: Route, params: Record<string, string> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
}

function headersOf(input: AnyInput): Record<string, string> {
  return {
    accept: 'application/json',
    ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(input.idempotencyKey === undefined ? {} : { 'idempotency-key': input.idempotencyKey }),
    ...(input.ifMatch === undefined ? {} : { 'if-match': `"${input.ifMatch}"` }),
  };
}

function queryString(query: AnyInput['query'] = {}): string {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}
