import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Graph } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { freePort } from '../local/ports.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { signatureOf } from './signature-of.ts';

const secret = 'whsec_local';
const welcome: Graph = {
  nodes: [
    node('order', 'trigger.webhook', { path: '/orders' }),
    node('mail', 'email.send', {
      to: '{{trigger.email}}',
      subject: 'Hello {{trigger.name}}',
      body: 'Grüße\nCue',
      provider: 'sendgrid',
    }),
  ],
  edges: edges('order → mail'),
};
const giveBack: Graph = {
  nodes: [
    node('warning', 'trigger.stripe', { event: 'radar.early_fraud_warning.created' }),
    node('refund', 'stripe.refund', {
      paymentIntent: '{{trigger.payment_intent}}',
      amountCents: '{{trigger.amount}}',
    }),
  ],
  edges: edges('warning → refund'),
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let services: RecordingServer;
/** Statuses with which the services answer first. */
let refusals: number[] = [];
let running: ChildProcess | undefined;
let url: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  services = await startRecordingServer(() => ({ status: refusals.shift() ?? 200, body: { id: 're_1' } }));
});
beforeEach(() => {
  refusals = [];
  services.received.splice(0);
});
afterEach(async () => {
  if (!running) return;
  const ended = once(running, 'exit');
  running.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
afterAll(() => Promise.all([services?.close(), folder?.remove()]));

async function start(graph: Graph): Promise<void> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const files = exportProject({ name: 'Run', description: '', graph, language: 'python' });
  await writeProject(folder.path, [...files, { path: '.env', text: settings(port) }]);
  const env = { PATH: process.env.PATH };
  running = spawn('python3', ['workflow.py'], { cwd: folder.path, env, stdio: 'ignore' });
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error('The exported program did not begin to listen; the tests need python3');
}

/** As people fill in a copy of `.env.example`, with and without quotes. */
const settings = (port: number) => `# Where all is played
PORT=${port}
EMAIL_FROM='Cue <cue@example.com>'
SENDGRID_API_KEY="SG.local"
SENDGRID_API_URL=${services.url}
STRIPE_API_URL=${services.url}
STRIPE_SECRET_KEY = sk_test_local
STRIPE_WEBHOOK_SECRET=${secret}
`;

const post = (path: string, body: string, headers = {}) =>
  fetch(`${url}${path}`, { method: 'POST', body, headers });

test('a mail is tried again after 429, and never after what could have been a mail', async () => {
  await start(welcome);
  const order = '{"email":"ada@example.com","name":"Ada \\"A\\""}';

  refusals = [429];
  expect((await post('/orders', order)).status).toBe(200);
  expect(services.received.map(({ path }) => path)).toEqual(['/v3/mail/send', '/v3/mail/send']);
  expect(JSON.parse(services.received[1]?.body ?? '')).toEqual({
    personalizations: [{ to: [{ email: 'ada@example.com' }] }],
    from: { email: 'cue@example.com', name: 'Cue' },
    subject: 'Hello Ada "A"',
    content: [{ type: 'text/plain', value: 'Grüße\nCue' }],
  });

  services.received.splice(0);
  refusals = [503];
  expect((await post('/orders', order)).status).toBe(500);
  expect(services.received).toHaveLength(1);
}, 20_000);

test('what is no order is refused in words', async () => {
  await start(welcome);

  expect((await post('/orders', '{')).status).toBe(400);
  expect((await post('/elsewhere', '{}')).status).toBe(404);
  expect((await fetch(`${url}/orders`)).status).toBe(405);
  expect(services.received).toEqual([]);
}, 20_000);

test('a refund has one key however often Stripe tells of its event', async () => {
  await start(giveBack);

  refusals = [503];
  expect(await deliver(500)).toBe(200);
  expect(await deliver(500)).toBe(200);

  expect(services.received.map(({ path, body }) => [path, body])).toEqual(
    Array(3).fill(['/v1/refunds', 'payment_intent=pi_1&amount=500']),
  );
  const keys = services.received.map(({ headers }) => headers['idempotency-key']);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(keys).size).toBe(1);
}, 20_000);

test('only what Stripe signed of late begins a run, and a missing amount refunds nothing', async () => {
  await start(giveBack);
  const fiveMinutesAgo = Math.floor(Date.now() / 1_000) - 301;

  expect(await deliver(500, signatureOf(warning(500), 'whsec_other'))).toBe(400);
  expect(await deliver(500, signatureOf(warning(500), secret, fiveMinutesAgo))).toBe(400);
  expect(await deliver(500, '')).toBe(400);
  expect(await deliver(null)).toBe(500);

  expect(services.received).toEqual([]);
}, 20_000);

const warning = (amount: number | null) =>
  JSON.stringify({
    id: 'evt_1',
    type: 'radar.early_fraud_warning.created',
    data: { object: { payment_intent: 'pi_1', amount } },
  });

async function deliver(amount: number | null, signature = signatureOf(warning(amount), secret)) {
  return (await post('/stripe', warning(amount), { 'stripe-signature': signature })).status;
}
