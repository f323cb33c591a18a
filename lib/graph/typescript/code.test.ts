import { expect, test } from '@jest/globals';
import type { Expression } from '../expression.ts';
import type { Program, Statement } from '../program.ts';
import { typescriptCode } from './code.ts';

const literal = (value: string | number | null): Expression => ({ kind: 'literal', value });
const event = (...path: string[]): Expression => ({ kind: 'reference', nodeId: 'order', path });
const mail = (nodeId: string, body: Expression, provider = 'ses'): Statement => ({
  kind: 'call',
  nodeId,
  label: `Mail ${nodeId}`,
  service: 'sendEmail',
  arguments: [
    ['provider', literal(provider)],
    ['to', event('email')],
    ['subject', literal('Hi')],
    ['body', body],
  ],
});

function programOf(...body: Statement[]): Program {
  return {
    trigger: { nodeId: 'order', label: 'Order', type: 'trigger.webhook', params: { path: '/orders' } },
    body,
  };
}

/** The workflow itself, without what it calls. */
const runOf = (text: string) => /^export async function run[\s\S]*?^}$/m.exec(text)?.[0];

const refund: Statement = {
  kind: 'call',
  nodeId: 'text',
  label: 'Give back */ now',
  service: 'stripeRefund',
  arguments: [
    ['paymentIntent', event('payment')],
    ['amountCents', literal(null)],
    ['reason', literal(null)],
  ],
};

test('a program reads as the workflow does', () => {
  const loop: Statement = {
    kind: 'forEach',
    nodeId: 'eachLine',
    label: 'Each line',
    items: event('lines'),
    body: [
      {
        kind: 'condition',
        nodeId: 'dear',
        label: 'Dear?',
        left: { kind: 'reference', nodeId: 'eachLine', path: ['item', 'price'] },
        op: '>=',
        right: literal(100),
        whenTrue: [refund, mail('tell', { kind: 'reference', nodeId: 'text', path: ['id'] })],
        whenFalse: [],
      },
    ],
  };
  const { text } = typescriptCode(programOf(loop));
  expect(
    runOf(text),
  ).toBe(`export async function run(event: Json, services: Services = liveServices()): Promise<void> {
  // Each line
  for (const [index, item] of list(part(event, 'lines')).entries()) {
    const eachLine: Json = { item, index };
    // Dear?
    if (compare(part(eachLine, 'item', 'price'), '>=', 100)) {
      // Give back */ now
      const text2 = await services.stripeRefund({ paymentIntent: part(event, 'payment') });
      // Mail tell
      await services.sendEmail({
        provider: 'ses',
        to: part(event, 'email'),
        subject: 'Hi',
        body: part(text2, 'id'),
      });
    }
  }
}`);
});

test('nothing is left out only where a service can do without', () => {
  const query: Statement = {
    kind: 'call',
    nodeId: 'query',
    label: 'Query',
    service: 'queryItems',
    arguments: [
      ['table', literal('orders')],
      ['keyName', literal('shop')],
      ['keyValue', literal(null)],
      ['limit', literal(5)],
    ],
  };
  expect(runOf(typescriptCode(programOf(query)).text)).toContain(
    "queryItems({ table: 'orders', keyName: 'shop', keyValue: null, limit: 5 })",
  );
});

test('each node is found by its lines', () => {
  const { text, lines } = typescriptCode(
    programOf(mail('first', literal('One')), mail('second', literal('Two'))),
  );
  const all = text.split('\n');
  const of = (nodeId: string) => {
    const found = lines.find((span) => span.nodeId === nodeId);
    return all.slice((found?.from ?? 0) - 1, found?.to);
  };
  expect(of('order')).toEqual([
    'export async function run(event: Json, services: Services = liveServices): Promise<void> {',
  ]);
  expect(of('second')).toEqual([
    '  // Mail second',
    '  await services.sendEmail({',
    "    provider: 'ses',",
    "    to: part(event, 'email'),",
    "    subject: 'Hi',",
    "    body: 'Two',",
    '  });',
  ]);
});

test('compact code has no labels', () => {
  const { text } = typescriptCode(programOf(refund), { style: 'compact' });
  expect(runOf(text)).not.toContain('//');
});

test('only what a workflow uses is in its file', () => {
  const { text, requirements, environment } = typescriptCode(
    programOf(mail('one', literal('Hi'), 'sendgrid')),
  );
  expect(text).not.toMatch(/aws|stripe|compare|approval|openai/i);
  expect(requirements).toEqual([]);
  expect(environment.map(({ name }) => name)).toEqual([
    'SENDGRID_API_KEY',
    'SENDGRID_API_URL',
    'EMAIL_FROM',
    'PORT',
  ]);
});

test('a workflow that sends mail in two ways can do both', () => {
  const both = programOf(mail('one', literal('Hi')), mail('two', literal('Hi'), 'sendgrid'));
  expect(typescriptCode(both).text).toContain(
    "return (call.provider === 'sendgrid' ? sendBySendgrid : sendBySes)(call);",
  );
});

test('long mails have a line of code for each of theirs', () => {
  const body: Expression = {
    kind: 'text',
    parts: [
      literal('Hello '),
      event('name'),
      literal(',\n\nthank you for your order of all these things.\nYours'),
    ],
  };
  expect(runOf(typescriptCode(programOf(mail('one', body))).text)).toContain(
    [
      `    body: \`Hello \${text(part(event, 'name'))},\\n\` +`,
      "      '\\n' +",
      "      'thank you for your order of all these things.\\n' +",
      "      'Yours',",
    ].join('\n'),
  );
});

test.each(['*/ process.exit(1) /*', '\u2028process.exit(1)', 'a\nb\r\nc', '\u202e'])(
  'a description (%j) stays within its comment',
  (description) => {
    const { text } = typescriptCode(programOf(), { description });
    const before = text.slice(0, text.indexOf('\n\nimport '));
    expect(before.split(/[\n\r\u2028\u2029]/).every((line) => line.startsWith('//'))).toBe(true);
  },
);

test('a schedule stands at the top as it was written', () => {
  const trigger = {
    nodeId: 'often',
    label: 'Often',
    type: 'trigger.schedule',
    params: { cron: '*/5 * * * *', timezone: 'UTC' },
  };
  expect(typescriptCode({ trigger, body: [] }).text).toMatch(/^\/\/ .*runs it at \*\/5 \* \* \* \* \(UTC\)/);
});

test('the same program is the same text', () => {
  expect(typescriptCode(programOf(refund))).toEqual(typescriptCode(programOf(refund)));
});
