import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Graph } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { signatureOf } from './signature-of.ts';
import { startProject } from './start-project.ts';

/** Payments that come twice are given back. */
const giveBack: Graph = {
  nodes: [
    node('paid', 'trigger.stripe', { event: 'payment_intent.succeeded' }),
    node('refund', 'stripe.refund', { paymentIntent: '{{trigger.id}}', amountCents: 500 }),
    node('tell', 'webhook.send', {
      url: '{{env.CRM_URL}}',
      shape: 'json',
      body: { refund: '{{refund.id}}' },
    }),
  ],
  edges: edges('paid → refund', 'refund → tell'),
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let stripe: RecordingServer;
let crm: RecordingServer;
let project: Awaited<ReturnType<typeof startProject>>;
let crmFails = true;

beforeAll(async () => {
  [folder, stripe, crm] = await Promise.all([
    temporaryFolder(),
    startRecordingServer(() => ({ body: { id: 're_1' } })),
    startRecordingServer(() => ({ status: crmFails ? 500 : 200 })),
  ]);
  const description = 'When a payment succeeds, give five dollars back and tell the CRM';
  await writeProject(
    folder.path,
    exportProject({ name: 'Give back', description, graph: giveBack, language: 'typescript' }),
  );
  project = await startProject(folder.path, {
    STRIPE_WEBHOOK_SECRET: 'whsec_local',
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_API_URL: stripe.url,
    CRM_URL: crm.url,
  });
}, 30_000);
afterAll(async () => {
  await project?.close();
  await Promise.all([stripe?.close(), crm?.close(), folder?.remove()]);
});

async function deliver(eventId: string): Promise<number> {
  const type = 'payment_intent.succeeded';
  const body = JSON.stringify({ id: eventId, type, data: { object: { id: 'pi_1' } } });
  const headers = { 'stripe-signature': signatureOf(body, 'whsec_local') };
  const response = await fetch(`${project.url}/stripe`, { method: 'POST', body, headers });
  return response.status;
}

test('a run that failed is told to Stripe, and refunds nothing twice when the event comes again', async () => {
  expect(await deliver('evt_1')).toBe(500);
  crmFails = false;
  expect(await deliver('evt_1')).toBe(200);
  expect(await deliver('evt_2')).toBe(200);
  const [first, second, other] = stripe.received.map(({ headers }) => headers['idempotency-key']);
  expect(first).toEqual(expect.any(String));
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});
