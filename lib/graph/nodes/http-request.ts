import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { address, anyValue, choice, line, params, serviceCall } from './param.ts';

const withoutBody = ['GET', 'HEAD'];
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

const headers = z.record(z.string(), line(4_000), { error: 'Must be names with texts' }).check(
  z.refine((value) => Object.keys(value).every((name) => headerName.test(name)), {
    error: 'Has a name that is none of a header',
  }),
  z.refine((value) => Object.keys(value).length <= 50, { error: 'Must be at most 50' }),
);

export const httpRequest = nodeType({
  type: 'http.request',
  family: 'action',
  title: 'HTTP request',
  summary: 'Asks any address on the web.',
  params: params({
    method: choice(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
    url: address,
    headers: z.optional(headers),
    body: z.optional(anyValue),
    onFailure: z.optional(choice(['stop', 'goOn'])),
  }).check(
    z.refine(({ method, body }) => body === undefined || body === null || !withoutBody.includes(method), {
      error: 'Must be empty with GET and HEAD',
      path: ['body'],
    }),
  ),
  fields: [
    {
      name: 'method',
      label: 'Method',
      input: 'choice',
      options: [
        ['GET', 'GET'],
        ['POST', 'POST'],
        ['PUT', 'PUT'],
        ['PATCH', 'PATCH'],
        ['DELETE', 'DELETE'],
        ['HEAD', 'HEAD'],
      ],
    },
    { name: 'url', label: 'Address', input: 'text' },
    {
      name: 'headers',
      label: 'Headers',
      input: 'pairs',
      hint: 'Secrets as settings: Bearer {{env.API_TOKEN}}.',
      optional: true,
    },
    { name: 'body', label: 'Body', input: 'pairs', hint: 'Sent as JSON.', optional: true },
    {
      name: 'onFailure',
      label: 'When it fails',
      input: 'choice',
      options: [
        ['stop', 'Stop the run'],
        ['goOn', 'Go on with the status'],
      ],
      hint: 'A status from 500 on, or 0 where nothing answers.',
      optional: true,
    },
  ],
  credentials: () => [],
  handles: () => [''],
  call: ({ method, url, headers, body, onFailure }) =>
    serviceCall('httpRequest', { method, url, headers, body, onFailure }),
  example: {
    method: 'POST',
    url: 'https://api.example.com/orders',
    headers: { authorization: 'Bearer {{env.API_TOKEN}}' },
    body: { id: '{{trigger.id}}', source: 'workflow' },
  },
  sampleOutput: {
    status: 200,
    body: {
      id: 'order-1042',
      status: 'ok',
      total: 620,
      items: [{ id: 1, title: 'A first thing', url: 'https://example.com/1' }],
    },
  },
  seconds: () => 1,
});
