import type { ServerResponse } from 'node:http';
import * as z from 'zod/mini';

const structured = z.object({
  statusCode: z.int().check(z.minimum(100), z.maximum(599)),
  headers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  cookies: z.optional(z.array(z.string())),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
}

export const gatewayAnswer = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

const isStructured = (result: unknown) =>
  typeof result === 'object' && result !== null && 'statusCode' in result;

/** What a function returned, as API Gateway makes an answer of it; undefined when it is not a valid one. */
export function answerOf(result: unknown): HttpAnswer | undefined {
  if (!isStructured(result)) {
    // The shorthand: whatever a function returns without a status is the body of a 200.
    const body = typeof result === 'string' ? result : (JSON.stringify(result) ?? '');
    const headers = { 'content-type': 'application/json' };
    return { status: 200, headers, cookies: [], body: Buffer.from(body) };
  }
  const parsed = z.safeParse(structured, result);
  if (!parsed.success) return undefined;
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = parsed.data;
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(lowered) },
    cookies,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

// A status whose answer has no body, and so no type of one.
const bodiless = new Set([204, 304]);

export function sendAnswer(response: ServerResponse, answer: HttpAnswer, requestId: string): void {
  const { 'content-length': _, 'content-type': contentType = '', ...headers } = answer.headers;
  const aboutBody = bodiless.has(answer.status)
    ? {}
    : { 'content-type': contentType, 'content-length': String(answer.body.length) };
  response.writeHead(answer.status, {
    ...headers,
    ...aboutBody,
    ...(answer.cookies.length > 0 ? { 'set-cookie': answer.cookies } : {}),
    'apigw-requestid': requestId,
  });
  response.end(bodiless.has(answer.status) ? undefined : answer.body);
}
