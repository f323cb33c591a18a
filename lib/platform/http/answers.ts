import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type AppError, errorCodes } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import type { RouteAnswer } from './request.ts';

/** On every answer of the API; the site's pages get theirs from CloudFront. */
const securityHeaders = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

function problemOf(error: AppError, requestId: string): Problem {
  const { status, title } = errorCodes[error.code];
  return {
    type: 'about:blank',
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
    requestId,
  };
}

function payloadOf({ body, file }: RouteAnswer<unknown>) {
  if (file) return { body: Buffer.from(file).toString('base64'), isBase64Encoded: true };
  return { body: body === undefined ? '' : JSON.stringify(body) };
}

/** What API Gateway sends back. JSON answers are not cached: nearly all are about a person. */
export function httpAnswer(
  answer: RouteAnswer<unknown>,
  requestId: string,
  cors: Record<string, string>,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: answer.status ?? 200,
    headers: {
      ...securityHeaders,
      ...cors,
      'Cache-Control': 'no-store',
      'X-Request-Id': requestId,
      ...(answer.body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      ...answer.headers,
    },
    ...(answer.cookies ? { cookies: answer.cookies } : {}),
    ...payloadOf(answer),
  };
}

export function problemAnswer(
  error: AppError,
  requestId: string,
  extra: RouteAnswer<never> = {},
): RouteAnswer<Problem> {
  const body = problemOf(error, requestId);
  return {
    status: body.status,
    body,
    ...(extra.cookies ? { cookies: extra.cookies } : {}),
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...(error.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(error.retryAfterSeconds) }),
      ...(error.allowOrigin === undefined ? {} : { 'Access-Control-Allow-Origin': error.allowOrigin }),
      ...extra.headers,
    },
  };
}
