import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Route } from '../../../lib/contract/route.ts';
import type { Listening } from '../listen.ts';
import { startApi } from './api-server.ts';

const route = (method: Route['method'], path: string, servedBy: string): Route => ({
  method,
  path,
  servedBy,
  caller: 'anyone',
  summary: '',
});

let last: APIGatewayProxyEventV2 | undefined;
const handlers: Record<string, (event: unknown) => unknown> = {
  echo: (event) => {
    last = event as APIGatewayProxyEventV2;
    return { statusCode: 200, cookies: ['a=1; HttpOnly', 'b=2'], body: 'ok' };
  },
  broken: () => {
    throw new Error('on purpose');
  },
  slow: () => new Promise(() => {}),
  empty: () => ({ statusCode: 204, body: 'ignored' }),
};

let api: Listening;
beforeAll(async () => {
  api = await startApi({
    port: 0,
    routes: [
      route('POST', '/echo', 'echo'),
      route('GET', '/echo/{id}', 'echo'),
      route('GET', '/broken', 'broken'),
      route('GET', '/slow', 'slow'),
      route('GET', '/empty', 'empty'),
    ],
    servesDefault: 'echo',
    functionNamed: async (name) => ({ name, timeoutSeconds: 0.05, handler: handlers[name] ?? (() => {}) }),
  });
});
afterAll(() => api.close());
afterEach(() => {
  jest.restoreAllMocks();
});

const post = (body: BodyInit, contentType: string) =>
  fetch(`${api.url}/echo`, { method: 'POST', body, headers: { 'content-type': contentType } });
const bytesOf = (event: APIGatewayProxyEventV2 | undefined) =>
  Buffer.from(event?.body ?? '', event?.isBase64Encoded ? 'base64' : 'utf8');

describe("a body's bytes reach the function untouched", () => {
  test.each([
    ['JSON as text', 'application/json', Buffer.from('{"name":"Zoë\\u00e9",  "a": 1.0}'), false],
    ['JSON with a parameter', 'application/json; charset=utf-8', Buffer.from('{}'), false],
    ['a form as base64', 'application/x-www-form-urlencoded', Buffer.from('a=1&b=2'), true],
    ['bytes as base64', 'application/octet-stream', Buffer.from([0, 159, 255]), true],
    ['JSON that is not UTF-8 as base64', 'application/json', Buffer.from([0x7b, 0xff, 0x7d]), true],
    ['a byte order mark', 'text/plain', Buffer.from([0xef, 0xbb, 0xbf, 0x41]), false],
  ])('%s', async (_name, contentType, bytes, isBase64Encoded) => {
    await post(bytes, contentType);
    expect(last?.isBase64Encoded).toBe(isBase64Encoded);
    expect(bytesOf(last).equals(bytes)).toBe(true);
  });

  test('ten megabytes, and not a byte more', async () => {
    const most = 10 * 1024 * 1024;
    expect((await post(Buffer.alloc(most, 'a'), 'text/plain')).status).toBe(200);
    expect(last?.body).toHaveLength(most);
    const refused = await post(Buffer.alloc(most + 1, 'a'), 'text/plain');
    expect([refused.status, await refused.json()]).toEqual([413, { message: 'Request Too Long' }]);
  });
});

describe('the event', () => {
  /** `fetch` would tidy what must arrive as it was written. */
  async function raw(head: string): Promise<void> {
    const socket = connect(api.port, '127.0.0.1');
    socket.end(`${head}\r\nconnection: close\r\n\r\n`);
    for await (const _ of socket);
  }

  test('is payload format 2.0', async () => {
    await raw(
      'GET /echo/a%20b?x=1&x=2&y=%C3%A9&empty= HTTP/1.1\r\nHost: localhost:1\r\nX-Many: 1\r\nX-Many: 2\r\n' +
        'Cookie: one=1; two=2\r\nUser-Agent: me',
    );
    expect(last).toMatchObject({
      version: '2.0',
      routeKey: 'GET /echo/{id}',
      rawPath: '/echo/a%20b',
      rawQueryString: 'x=1&x=2&y=%C3%A9&empty=',
      queryStringParameters: { x: '1,2', y: 'é', empty: '' },
      pathParameters: { id: 'a b' },
      cookies: ['one=1', 'two=2'],
      headers: { host: 'localhost:1', 'x-many': '1,2', 'x-forwarded-for': '127.0.0.1' },
      requestContext: {
        http: { method: 'GET', path: '/echo/a%20b', sourceIp: '127.0.0.1', userAgent: 'me' },
        routeKey: 'GET /echo/{id}',
        stage: '$default',
      },
      isBase64Encoded: false,
    });
    expect(last?.headers).not.toHaveProperty('cookie');
    expect(last?.body).toBeUndefined();
    expect(last?.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(Math.abs(Date.now() - (last?.requestContext.timeEpoch ?? 0))).toBeLessThan(5_000);
  });

  test('of what no route matched has the route key $default', async () => {
    await fetch(`${api.url}/nowhere`, { method: 'OPTIONS' });
    expect(last).toMatchObject({ routeKey: '$default', requestContext: { http: { method: 'OPTIONS' } } });
  });
});

describe('the answer', () => {
  test('carries each cookie in a header of its own', async () => {
    const answer = await post('{}', 'application/json');
    expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  });

  test('204 has no body', async () => {
    const answer = await fetch(`${api.url}/empty`);
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([204, '', null]);
  });

  test('a function that throws is 500, one that is too slow 503', async () => {
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => {});
    const broken = await fetch(`${api.url}/broken`);
    expect([broken.status, await broken.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    const slow = await fetch(`${api.url}/slow`);
    expect([slow.status, await slow.json()]).toEqual([503, { message: 'Service Unavailable' }]);
    expect(complaints).toHaveBeenCalledTimes(2);
  });
});
