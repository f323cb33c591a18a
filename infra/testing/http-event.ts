import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

interface Parts {
  body?: string;
  isBase64Encoded?: boolean;
  headers?: Record<string, string>;
  cookies?: string[];
}

/** An API Gateway HTTP API event, as Lambda gets it. */
export function httpEvent(method: string, address: string, parts: Parts = {}): APIGatewayProxyEventV2 {
  const [path = '', rawQueryString = ''] = address.split('?');
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString,
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    headers: parts.headers ?? {},
    ...(parts.cookies ? { cookies: parts.cookies } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '21/Nov/2026:00:00:00 +0000',
      timeEpoch: 0,
    },
    ...(parts.body === undefined ? {} : { body: parts.body }),
    isBase64Encoded: parts.isBase64Encoded ?? false,
  };
}

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

export const lambdaContext: Context = {
  awsRequestId: 'request-1',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
  logGroupName: 'test',
  logStreamName: 'test',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** Calls a handler as Lambda does; `json` is the parsed body, if it has one, or `bytes` the file. */
export async function invoke(handler: Handler, event: APIGatewayProxyEventV2) {
  const answer = await handler(event, lambdaContext);
  if (answer.isBase64Encoded)
    return { ...answer, json: undefined, bytes: Buffer.from(answer.body ?? '', 'base64') };
  return { ...answer, json: answer.body ? JSON.parse(answer.body) : undefined, bytes: undefined };
}
