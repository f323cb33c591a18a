import { describe, expect, test } from '@jest/globals';
import { graphOf } from '../../../infra/testing/graph-fixture.ts';
import type { Json } from '../graph.ts';
import { checkGraph } from './check-graph.ts';

const start = { order: ['trigger.webhook'] } as const;
const told = (value: unknown) => checkGraph(value).problems.map(({ code, path }) => `${code} at ${path}`);

describe('parameters:', () => {
  test.each<[string, string, Record<string, Json>, string[]]>([
    ['missing', 'email.send', { to: 'a@example.com', subject: 'x', provider: 'ses' }, ['body: Is required']],
    ['of no such name', 'logic.delay', { seconds: 1, minutes: 2 }, [': Has no parameter minutes']],
    [
      'a path with steps up',
      'trigger.webhook',
      { path: '/a/../b' },
      ['path: Must be a path such as /orders'],
    ],
    ['a schedule', 'trigger.schedule', { cron: '61 * * * *' }, ['cron: The minute cannot be 61']],
    [
      'a time zone',
      'trigger.schedule',
      { cron: '0 9 * * *', timezone: 'Mars/Base' },
      ['timezone: Must be a time zone such as Europe/Berlin'],
    ],
    [
      'a user in an address',
      'http.request',
      { method: 'GET', url: 'https://me:{{env.PASSWORD}}@example.com/' },
      ['url: Must have no user or password in it; send them in a header, from {{env.NAME}}'],
    ],
    [
      'a script for an address',
      'webhook.send',
      { url: 'javascript:alert(1)', shape: 'json' },
      ['url: Must be an address that begins with https:// or http://'],
    ],
    [
      'a body with GET',
      'http.request',
      { method: 'GET', url: 'https://example.com', body: {} },
      ['body: Must be empty with GET and HEAD'],
    ],
    [
      'a line’s end in a header',
      'http.request',
      { method: 'GET', url: 'https://example.com', headers: { 'x-a': 'b\r\nx-c: d' } },
      ['headers.x-a: Must be a single line'],
    ],
    [
      'no mail address',
      'email.send',
      { to: 'nobody', subject: 'x', body: 'y', provider: 'ses' },
      ['to: Must be e-mail addresses, or references such as {{trigger.email}}'],
    ],
    [
      'Slack without a message',
      'webhook.send',
      { url: '{{env.SLACK}}', shape: 'slack' },
      ['message: Is required'],
    ],
    ['a comparison with nothing', 'logic.condition', { left: 1, op: '>' }, ['right: Is required']],
    [
      'a setting for a list',
      'logic.forEach',
      { items: '{{env.ITEMS}}' },
      ['items: Must be a list, or a reference to one'],
    ],
    ['a case twice', 'logic.switch', { value: 1, cases: ['a', 'a'] }, ['cases: Must not have a case twice']],
    [
      'a case that refers to something',
      'logic.switch',
      { value: 1, cases: ['{{order.total}}'] },
      ['cases[0]: Cannot refer to anything'],
    ],
    [
      'a form whose title is a setting',
      'trigger.form',
      { title: '{{env.TITLE}}', fields: [{ name: 'a', label: 'A', type: 'text', required: true }] },
      ['title: Cannot refer to anything'],
    ],
    ['too long a wait', 'logic.delay', { seconds: 604_801 }, ['seconds: Must be at most 604800']],
    [
      'a wait in words',
      'logic.delay',
      { seconds: 'long' },
      ['seconds: Must be one reference such as {{trigger.amount}}'],
    ],
    ['a customer to read without an id', 'stripe.customer', { action: 'get' }, ['customerId: Is required']],
    ['a broken character', 'ai.prompt', { prompt: '\ud800' }, ['prompt: Has a broken character in it']],
    [
      'a name that means more',
      'dynamodb.put',
      { table: 'orders', item: JSON.parse('{"a":{"__proto__":1}}') },
      ['item.a.__proto__: Cannot be named __proto__'],
    ],
  ])('%s', (_, type, params, expected) => {
    const isTrigger = type.startsWith('trigger.');
    const graph = isTrigger
      ? graphOf({ it: [type, params] })
      : graphOf({ ...start, it: [type, params] }, 'order > it');
    const prefix = `nodes[${isTrigger ? 0 : 1}].data.params`;
    const texts = checkGraph(graph).problems.map(
      ({ path, message }) => `${path.replace(prefix, '').replace(/^\./, '')}: ${message}`,
    );
    expect(texts).toEqual(expected);
  });

  test('credentials of a service that a type never needs are refused, of another choice not', () => {
    const mail = { to: 'a@example.com', subject: 'x', body: 'y', provider: 'ses' };
    const graph = graphOf(
      { ...start, mail: ['email.send', mail, ['sendgrid', 'aws', 'stripe']] },
      'order > mail',
    );
    expect(told(graph)).toEqual(['unneeded_credentials at nodes[1].data.credentials[2]']);
  });
});
