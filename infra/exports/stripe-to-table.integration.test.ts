import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { exportProject } from '../../lib/graph/project.ts';
import { templates } from '../../lib/graph/templates.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { linkPackages, writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { signatureOf } from './signature-of.ts';
import { startProject } from './start-project.ts';
import { startTable } from './start-table.ts';

const secret = 'whsec_local';
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let table: Awaited<ReturnType<typeof startTable>>;
let mail: RecordingServer;
let project: Awaited<ReturnType<typeof startProject>>;

beforeAll(async () => {
  [folder, table, mail] = await Promise.all([
    temporaryFolder(),
    startTable('payments', 'id'),
    startRecordingServer(() => ({ body: { MessageId: 'mail-1' } })),
  ]);
  const template = templates.find(({ id }) => id === 'stripe-receipt');
  if (!template) throw new Error('There is no such template');
  const { name, description, nodes, edges } = template;
  const graph = { nodes: [...nodes], edges: [...edges] };
  await writeProject(folder.path, exportProject({ name, description, graph, language: 'typescript' }));
  await linkPackages(folder.path);
  project = await startProject(folder.path, {
    STRIPE_WEBHOOK_SECRET: secret,
    EMAIL_FROM: 'Shop <shop@example.com>',
    ...table.settings,
    AWS_ENDPOINT_URL_SESV2: mail.url,
  });
}, 30_000);
beforeEach(() => {
  mail.received.splice(0);
});
afterAll(async () => {
  await project?.close();
  await Promise.all([table?.close(), mail?.close(), folder?.remove()]);
});

const payment = {
  id: 'pi_1',
  amount: 62_000,
  currency: 'usd',
  customer: 'cus_1',
  receipt_email: 'ada@example.com',
};

function told(type: string): string {
  return JSON.stringify({ id: 'evt_1', type, data: { object: payment } });
}

function post(body: string, signature: string) {
  return fetch(`${project.url}/stripe`, { method: 'POST', body, headers: { 'stripe-signature': signature } });
}

async function savedPayments() {
  const { Items } = await DynamoDBDocumentClient.from(table.client).send(
    new ScanCommand({ TableName: 'payments' }),
  );
  return Items;
}

test.each([
  ['another secret', () => signatureOf(told('payment_intent.succeeded'), 'whsec_other')],
  ['an old time', () => signatureOf(told('payment_intent.succeeded'), secret, 1_700_000_000)],
  ['another body', () => signatureOf(`${told('payment_intent.succeeded')} `, secret)],
  ['no signature', () => ''],
])('an event with %s is refused, and nothing happens', async (_, signature) => {
  const response = await post(told('payment_intent.succeeded'), signature());
  expect(response.status).toBe(400);
  expect(await savedPayments()).toEqual([]);
  expect(mail.received).toEqual([]);
});

test('a signed event of another type is accepted and does nothing', async () => {
  const body = told('payment_intent.canceled');
  expect((await post(body, signatureOf(body, secret))).status).toBe(200);
  expect(await savedPayments()).toEqual([]);
});

test('a payment is in the table, and its receipt in the mail', async () => {
  const body = told('payment_intent.succeeded');
  const response = await post(body, signatureOf(body, secret));
  expect(project.log()).not.toContain('Error');
  expect(response.status).toBe(200);
  expect(await savedPayments()).toEqual([
    { id: 'pi_1', amountCents: 62_000, currency: 'usd', customer: 'cus_1' },
  ]);
  expect(mail.received.map(({ path }) => path)).toEqual(['/v2/email/outbound-emails']);
  expect(JSON.parse(mail.received[0]?.body ?? '')).toMatchObject({
    FromEmailAddress: 'Shop <shop@example.com>',
    Destination: { ToAddresses: ['ada@example.com'] },
    Content: { Simple: { Subject: { Data: 'Your receipt' } } },
  });
});
