import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { graphOf } from '../../infra/testing/graph-fixture.ts';
import { checkGraph } from './check/check-graph.ts';
import type { Json } from './graph.ts';
import type { NodeType } from './node-type.ts';
import { nodeTypeOf, nodeTypes } from './node-types.ts';

const page = readFileSync(new URL('../../docs/nodes.md', import.meta.url), 'utf8');
const exampleOf = (type: NodeType) => type.example as Record<string, Json>;

describe.each(nodeTypes.map((type) => [type.type, type] as const))('%s', (_, type) => {
  const params = type.params.parse(type.example);

  test('has an example that passes every rule', () => {
    const credentials = type.credentials(params);
    const graph =
      type.family === 'trigger'
        ? graphOf({ start: [type.type, exampleOf(type), credentials] })
        : graphOf(
            { start: ['trigger.webhook'], it: [type.type, exampleOf(type), credentials] },
            'start > it',
          );
    expect(checkGraph(graph).problems).toEqual([]);
  });

  test('has a form that asks for all its parameters and no others', () => {
    const shape = type.params instanceof z.ZodMiniObject ? type.params.shape : {};
    expect(type.fields.map(({ name }) => name)).toEqual(Object.keys(shape));
  });

  test('takes every choice that its form offers, and none beside', () => {
    for (const { name, options } of type.fields.filter(({ input }) => input === 'choice')) {
      const issues = (value: string) =>
        type.params.safeParse({ ...exampleOf(type), [name]: value }).error?.issues ?? [];
      const isRefused = (value: string) =>
        issues(value).some(({ path, code }) => path[0] === name && code === 'invalid_value');
      expect(options?.map(([value]) => isRefused(value))).toEqual(options?.map(() => false));
      expect(isRefused('another')).toBe(true);
    }
  });

  test('takes no parameter that it does not know', () => {
    const issues = type.params.safeParse({ ...exampleOf(type), more: 1 }).error?.issues;
    expect(issues?.map(({ message }) => message)).toEqual(['Has no parameter more']);
  });

  test('stands in docs/nodes.md as it is', () => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${type.type}\` |`));
    const [name, summary, parameters, credentials, ways, output, seconds] =
      row?.slice(2, -2).split(' | ') ?? [];
    const variants = [
      {},
      ...type.fields.flatMap(({ name, options = [] }) => options.map(([value]) => ({ [name]: value }))),
    ]
      .map((choice) => type.params.safeParse({ ...exampleOf(type), ...choice }))
      .flatMap((read) => (read.success ? type.credentials(read.data) : []));
    expect({ name, summary, parameters, credentials, ways, seconds }).toEqual({
      name: `\`${type.type}\``,
      summary: type.summary,
      parameters: type.fields.map(({ name, optional }) => `\`${name}\`${optional ? '?' : ''}`).join(', '),
      credentials: [...new Set(variants)].join(' or ') || '–',
      ways: type
        .handles(params)
        .map((handle) => (handle === '' ? '–' : `\`${handle}\``))
        .join(', '),
      seconds: type.type === 'logic.delay' ? 'as set' : String(type.seconds(params)),
    });
    expect(output).toMatch(/\S/);
  });
});

test('docs/nodes.md lists no type that there is not', () => {
  const listed = [...page.matchAll(/^\| `([a-z]+\.[A-Za-z]+)` \|/gm)].map(([, type]) => type);
  expect(listed).toEqual(nodeTypes.map(({ type }) => type));
});

test.each([
  ['http.request', 'httpRequest', ['method', 'url', 'headers', 'body', 'onFailure']],
  ['stripe.customer', 'stripeCustomer', ['action', 'email', 'customerId', 'name']],
  ['stripe.refund', 'stripeRefund', ['paymentIntent', 'amountCents', 'reason']],
  ['stripe.invoice', 'stripeInvoice', ['customer', 'amountCents', 'currency', 'description', 'daysUntilDue']],
  ['email.send', 'sendEmail', ['provider', 'to', 'subject', 'body']],
  ['dynamodb.put', 'putItem', ['table', 'item']],
  ['dynamodb.get', 'getItem', ['table', 'key']],
  ['dynamodb.query', 'queryItems', ['table', 'keyName', 'keyValue', 'limit']],
  ['webhook.send', 'sendWebhook', ['url', 'shape', 'message', 'body']],
  ['ai.prompt', 'promptModel', ['prompt', 'model', 'maxTokens']],
])('%s calls %s with all of its arguments in their order', (type, service, expected) => {
  const found = nodeTypeOf(type);
  const call = found?.call?.(found.params.parse(found.example));
  expect(call?.service).toBe(service);
  expect(call?.arguments.map(([name]) => name)).toEqual(expected);
});

test('an argument that is absent is null, and a text with a reference is put together', () => {
  const call = nodeTypeOf('stripe.customer')?.call?.({ action: 'find', email: 'x@{{env.DOMAIN}}' });
  expect(call?.arguments).toEqual([
    ['action', { kind: 'literal', value: 'find' }],
    [
      'email',
      {
        kind: 'text',
        parts: [
          { kind: 'literal', value: 'x@' },
          { kind: 'environment', name: 'DOMAIN' },
        ],
      },
    ],
    ['customerId', { kind: 'literal', value: null }],
    ['name', { kind: 'literal', value: null }],
  ]);
});

test('a switch has a way out for each case and one for all else', () => {
  expect(nodeTypeOf('logic.switch')?.handles({ value: 'x', cases: ['a', 'b', 'c'] })).toEqual([
    'case-1',
    'case-2',
    'case-3',
    'default',
  ]);
});
