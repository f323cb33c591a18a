import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Graph, Language } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { writeProject } from './project-folder.ts';
import { type Received, type RecordingServer, startRecordingServer } from './recording-server.ts';
import { nodeFile, runCommand } from './run-command.ts';

/** One step of each service that needs no package, in a row. */
const everything: Graph = {
  nodes: [
    node('hook', 'trigger.webhook', { path: '/orders' }),
    node('find', 'stripe.customer', { action: 'find', email: '{{trigger.email}}' }),
    node('make', 'stripe.customer', { action: 'create', email: '{{trigger.email}}', name: 'Ada & Co' }),
    node('read', 'stripe.customer', { action: 'get', customerId: '{{make.id}}' }),
    node('gone', 'stripe.customer', { action: 'get', customerId: 'cus_gone/..' }),
    node('bill', 'stripe.invoice', {
      customer: '{{make.id}}',
      amountCents: 1_200,
      currency: 'usd',
      description: 'Tea for {{read.name}}',
      daysUntilDue: 14,
    }),
    node('refund', 'stripe.refund', { paymentIntent: 'pi_1', amountCents: 300, reason: 'duplicate' }),
    node('post', 'http.request', {
      method: 'POST',
      url: '{{env.SHOP_URL}}/orders/{{trigger.id}}?as=json',
      headers: { 'x-token': '{{env.SHOP_TOKEN}}' },
      body: { gone: '{{gone}}', found: '{{find.id}}', invoice: '{{bill.id}}', lines: '{{trigger.lines}}' },
    }),
    node('ask', 'ai.prompt', { prompt: 'Say “{{post.body.word}}” ({{post.status}})', maxTokens: 20 }),
    node('mail', 'email.send', {
      to: 'a@example.com, {{trigger.email}}',
      subject: 'Größe',
      body: '{{ask.text}}',
      provider: 'sendgrid',
    }),
    node('chat', 'webhook.send', { url: '{{env.SHOP_URL}}/chat', shape: 'discord', message: '{{mail.id}}' }),
    node('log', 'webhook.send', {
      url: '{{env.SHOP_URL}}/log',
      shape: 'json',
      message: 'Done',
      body: { chat: '{{chat.status}}' },
    }),
  ],
  edges: edges(
    'hook → find',
    'find → make',
    'make → read',
    'read → gone',
    'gone → bill',
    'bill → refund',
    'refund → post',
    'post → ask',
    'ask → mail',
    'mail → chat',
    'chat → log',
  ),
};

const answers: Record<string, object> = {
  'GET /v1/customers?email=ada%40example.com&limit=1': { body: { data: [{ id: 'cus_found' }] } },
  'POST /v1/customers': { body: { id: 'cus_made' } },
  'GET /v1/customers/cus_made': { body: { id: 'cus_made', name: 'Ada' } },
  'GET /v1/customers/cus_gone%2F..': { status: 404 },
  'POST /v1/invoices': { body: { id: 'in_1', status: 'draft' } },
  'POST /v1/invoiceitems': { body: { id: 'ii_1' } },
  'POST /v1/invoices/in_1/send': { body: { id: 'in_1', status: 'open' } },
  'POST /v1/refunds': { body: { id: 're_1' } },
  'POST /orders/7?as=json': { status: 404, body: { word: 'tea' } },
  'POST /v1/chat/completions': { body: { choices: [{ message: { content: 'Tea.' } }] } },
  'POST /v3/mail/send': { status: 202, headers: { 'x-message-id': 'mail-1' } },
  'POST /chat': { status: 204 },
  'POST /log': {},
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RecordingServer;
beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startRecordingServer(({ method, path }) => answers[`${method} ${path}`] ?? { status: 418 });
});
beforeEach(() => {
  service.received.splice(0);
});
afterAll(() => Promise.all([service?.close(), folder?.remove()]));

const commands = {
  typescript: [nodeFile, 'workflow.ts', '--once', 'order.json'],
  python: ['python3', 'workflow.py', '--once', 'order.json'],
};

async function runOnce(language: Language) {
  const own = `${folder.path}/${language}`;
  const description = 'One of each';
  const files = exportProject({ name: 'Services', description, graph: everything, language });
  const order = { id: 7, email: 'ada@example.com', lines: [{ price: 1.5 }] };
  await writeProject(own, [...files, { path: 'order.json', text: JSON.stringify(order) }]);
  return await runCommand(commands[language], own, {
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_API_URL: service.url,
    SENDGRID_API_KEY: 'sg-local',
    SENDGRID_API_URL: service.url,
    EMAIL_FROM: 'shop@example.com',
    OPENAI_API_KEY: 'oa-local',
    OPENAI_BASE_URL: `${service.url}/v1`,
    OPENAI_MODEL: 'small',
    SHOP_URL: service.url,
    SHOP_TOKEN: 'shop-local',
  });
}

function contentOf({ headers, body }: Received): unknown {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  if (body === '') return null;
  return isForm ? Object.fromEntries(new URLSearchParams(body)) : (JSON.parse(body) as unknown);
}

test.each<Language>(['typescript', 'python'])(
  'each service is asked as its API wants it, in %s',
  async (language) => {
    const { status, output } = await runOnce(language);
    expect({ status, output }).toEqual({ status: 0, output: expect.any(String) });
    expect(service.received.map((one) => [`${one.method} ${one.path}`, contentOf(one)])).toEqual([
      ['GET /v1/customers?email=ada%40example.com&limit=1', null],
      ['POST /v1/customers', { email: 'ada@example.com', name: 'Ada & Co' }],
      ['GET /v1/customers/cus_made', null],
      ['GET /v1/customers/cus_gone%2F..', null],
      [
        'POST /v1/invoices',
        { customer: 'cus_made', currency: 'usd', collection_method: 'send_invoice', days_until_due: '14' },
      ],
      [
        'POST /v1/invoiceitems',
        {
          customer: 'cus_made',
          invoice: 'in_1',
          amount: '1200',
          currency: 'usd',
          description: 'Tea for Ada',
        },
      ],
      ['POST /v1/invoices/in_1/send', null],
      ['POST /v1/refunds', { payment_intent: 'pi_1', amount: '300', reason: 'duplicate' }],
      [
        'POST /orders/7?as=json',
        { gone: null, found: 'cus_found', invoice: 'in_1', lines: [{ price: 1.5 }] },
      ],
      [
        'POST /v1/chat/completions',
        {
          model: 'small',
          messages: [{ role: 'user', content: 'Say “tea” (404)' }],
          max_completion_tokens: 20,
        },
      ],
      [
        'POST /v3/mail/send',
        {
          personalizations: [{ to: [{ email: 'a@example.com' }, { email: 'ada@example.com' }] }],
          from: { email: 'shop@example.com' },
          subject: 'Größe',
          content: [{ type: 'text/plain', value: 'Tea.' }],
        },
      ],
      ['POST /chat', { content: 'mail-1' }],
      ['POST /log', { message: 'Done', chat: 204 }],
    ]);
  },
);

test.each<Language>(['typescript', 'python'])(
  'what changes something at Stripe has a key of its own, in %s',
  async (language) => {
    await runOnce(language);
    const posts = service.received.filter(
      ({ method, path }) => method === 'POST' && !!answers[`POST ${path}`],
    );
    const atStripe = posts.filter(({ headers }) => headers.authorization === 'Bearer sk_test_local');
    const keys = atStripe.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(5);
    expect(new Set(keys).size).toBe(5);
    expect(keys).not.toContain(undefined);
  },
);
