import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Graph } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { startProject } from './start-project.ts';

/** If a refund is over 100 dollars, ask the manager, else give it back at once; tell the team about each. */
const refunds: Graph = {
  nodes: [
    node('wish', 'trigger.webhook', { path: '/refunds' }),
    node(
      'large',
      'logic.condition',
      { left: '{{trigger.amountCents}}', op: '>', right: 10_000 },
      'Over $100?',
    ),
    node('ask', 'logic.approval', {
      to: 'boss@example.com',
      question: 'Refund {{trigger.payment}}?',
      provider: 'sendgrid',
    }),
    node('giveBack', 'stripe.refund', {
      paymentIntent: '{{trigger.payment}}',
      amountCents: '{{trigger.amountCents}}',
      reason: 'requested_by_customer',
    }),
    node('tellTeam', 'webhook.send', {
      url: '{{env.SLACK_WEBHOOK_URL}}',
      shape: 'slack',
      message: 'Refunded {{giveBack.id}} to {{trigger.name}}',
    }),
    node('sayNo', 'email.send', {
      to: '{{trigger.email}}',
      subject: 'Your refund',
      body: 'Hello {{trigger.name}},\n\nwe cannot refund this.',
      provider: 'sendgrid',
    }),
  ],
  edges: edges(
    'wish → large',
    'large true → ask',
    'large false → giveBack',
    'ask approved → giveBack',
    'ask declined → sayNo',
    'giveBack → tellTeam',
  ),
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let stripe: RecordingServer;
let mail: RecordingServer;
let slack: RecordingServer;
let project: Awaited<ReturnType<typeof startProject>>;
/** How often Stripe still fails before it answers. */
let stripeFailures = 0;
let slackStatus = 200;

beforeAll(async () => {
  [folder, stripe, mail, slack] = await Promise.all([
    temporaryFolder(),
    startRecordingServer(() => {
      stripeFailures -= 1;
      return stripeFailures >= 0 ? { status: 500 } : { body: { id: 're_1', object: 'refund' } };
    }),
    startRecordingServer(() => ({ status: 202, headers: { 'x-message-id': 'mail-1' } })),
    startRecordingServer(() => ({ status: slackStatus })),
  ]);
  const description = 'If a refund is over 100 dollars, ask the manager, else give it back at once';
  const files = exportProject({ name: 'Refunds', description, graph: refunds, language: 'typescript' });
  await writeProject(folder.path, files);
  project = await startProject(folder.path, {
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_API_URL: stripe.url,
    SENDGRID_API_KEY: 'sg-local',
    SENDGRID_API_URL: mail.url,
    EMAIL_FROM: 'Shop <shop@example.com>',
    SLACK_WEBHOOK_URL: `${slack.url}/hook`,
  });
}, 30_000);
beforeEach(() => {
  for (const server of [stripe, mail, slack]) server.received.splice(0);
  stripeFailures = 0;
  slackStatus = 200;
});
afterAll(async () => {
  await project?.close();
  await Promise.all([stripe?.close(), mail?.close(), slack?.close(), folder?.remove()]);
});

function wish(amountCents: number) {
  const body = JSON.stringify({ payment: 'pi_1', amountCents, name: 'Ada <b>', email: 'ada@example.com' });
  return fetch(`${project.url}/refunds`, { method: 'POST', body });
}

async function until(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !isSo(); attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  if (!isSo()) throw new Error(`It did not happen within four seconds: ${project.log()}`);
}

const slackTexts = () => slack.received.map(({ body }) => JSON.parse(body) as unknown);
const mails = () => mail.received.map(({ body }) => JSON.parse(body) as { content: [{ value: string }] });

async function linkInMail(): Promise<string> {
  await until(() => mail.received.length > 0);
  return /http\S+approvals\S+/.exec(mails()[0]?.content[0].value ?? '')?.[0] ?? '';
}

function decide(link: string, decision: string) {
  return fetch(link, { method: 'POST', body: new URLSearchParams({ decision }) });
}

test('a small refund is given back at once, and told', async () => {
  expect((await wish(5_000)).status).toBe(202);
  await until(() => slack.received.length > 0);
  expect(stripe.received.map(({ path, body }) => [path, body])).toEqual([
    ['/v1/refunds', 'payment_intent=pi_1&amount=5000&reason=requested_by_customer'],
  ]);
  expect(stripe.received[0]?.headers.authorization).toBe('Bearer sk_test_local');
  expect(slackTexts()).toEqual([{ text: 'Refunded re_1 to Ada <b>' }]);
  expect(mail.received).toEqual([]);
});

test('a large one waits for a yes, which opening the link is not', async () => {
  await wish(20_000);
  const link = await linkInMail();
  const page = await fetch(link);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Refund pi_1?')]);
  expect(stripe.received).toEqual([]);
  expect((await decide(link, 'approve')).status).toBe(200);
  await until(() => slack.received.length > 0);
  expect(stripe.received[0]?.body).toContain('amount=20000');
  expect((await decide(link, 'decline')).status).toBe(404);
});

test('after a no nothing is given back, and the customer is told', async () => {
  await wish(20_000);
  await decide(await linkInMail(), 'decline');
  await until(() => mail.received.length > 1);
  expect(mails()[1]).toMatchObject({
    personalizations: [{ to: [{ email: 'ada@example.com' }] }],
    from: { email: 'shop@example.com', name: 'Shop' },
    content: [{ type: 'text/plain', value: 'Hello Ada <b>,\n\nwe cannot refund this.' }],
  });
  expect(stripe.received).toEqual([]);
});

test('a failure of Stripe is tried again under one key', async () => {
  stripeFailures = 2;
  await wish(5_000);
  await until(() => slack.received.length > 0);
  expect(stripe.received).toHaveLength(3);
  expect(new Set(stripe.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('a message that may have arrived is not sent again, one that was refused is', async () => {
  slackStatus = 500;
  await wish(5_000);
  await until(() => project.log().includes('answered 500'));
  expect(slack.received).toHaveLength(1);
  slackStatus = 429;
  await wish(5_000);
  await until(() => project.log().includes('answered 429'));
  expect(slack.received).toHaveLength(4);
});

test('a refund whose amount is missing is not a refund of the whole', async () => {
  await fetch(`${project.url}/refunds`, { method: 'POST', body: '{"payment":"pi_1"}' });
  await until(() => project.log().includes('no amount of the refund'));
  expect(stripe.received).toEqual([]);
});

test.each([
  ['POST', '/elsewhere', '{}', 404],
  ['GET', '/refunds', undefined, 405],
  ['POST', '/refunds', '{"half":', 400],
  ['POST', '/refunds', 'x'.repeat(1024 * 1024 + 1), 413],
  ['GET', '/health', undefined, 200],
])('%s %s is answered as it deserves', async (method, path, body, status) => {
  const response = await fetch(`${project.url}${path}`, { method, ...(body ? { body } : {}) });
  expect(response.status).toBe(status);
});
