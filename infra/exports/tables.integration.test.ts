import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Graph } from '../../lib/graph/graph.ts';
import { exportProject } from '../../lib/graph/project.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { edges, node } from './example-graphs.ts';
import { linkPackages, writeProject } from './project-folder.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { nodeFile, runCommand } from './run-command.ts';
import { startTable } from './start-table.ts';

const orders: Graph = {
  nodes: [
    node('hook', 'trigger.webhook', { path: '/orders' }),
    node('save', 'dynamodb.put', {
      table: 'orders',
      item: { shop: '{{trigger.shop}}', id: 'order-{{trigger.id}}', lines: '{{trigger.lines}}', none: '' },
    }),
    node('read', 'dynamodb.get', { table: 'orders', key: { shop: '{{save.shop}}', id: '{{save.id}}' } }),
    node('missing', 'dynamodb.get', { table: 'orders', key: { shop: 'no', id: 'such' } }),
    node('list', 'dynamodb.query', {
      table: 'orders',
      keyName: 'shop',
      keyValue: '{{trigger.shop}}',
      limit: 2,
    }),
    node('tell', 'webhook.send', {
      url: '{{env.CRM_URL}}',
      shape: 'json',
      body: {
        read: '{{read}}',
        missing: '{{missing}}',
        count: '{{list.count}}',
        first: '{{list.items[0].id}}',
      },
    }),
  ],
  edges: edges('hook → save', 'save → read', 'read → missing', 'missing → list', 'list → tell'),
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let table: Awaited<ReturnType<typeof startTable>>;
let crm: RecordingServer;
beforeAll(async () => {
  [folder, table, crm] = await Promise.all([
    temporaryFolder(),
    startTable('orders', 'shop', 'id'),
    startRecordingServer(),
  ]);
  const description = 'Save orders and read them';
  const files = exportProject({ name: 'Orders', description, graph: orders, language: 'typescript' });
  await writeProject(folder.path, files);
  await linkPackages(folder.path);
});
afterAll(() => Promise.all([table?.close(), crm?.close(), folder?.remove()]));

async function order(id: number) {
  const event = { path: 'order.json', text: JSON.stringify({ shop: 'north', id, lines: [{ price: 1.5 }] }) };
  await writeProject(folder.path, [event]);
  const command = [nodeFile, 'workflow.ts', '--once', 'order.json'];
  return await runCommand(command, folder.path, { ...table.settings, CRM_URL: crm.url });
}

test('what is written is read, and a query brings as many as were asked for', async () => {
  for (const id of [1, 2, 3]) expect(await order(id)).toEqual({ status: 0, output: '' });
  expect(crm.received.map(({ body }) => JSON.parse(body) as unknown).at(-1)).toEqual({
    read: { shop: 'north', id: 'order-3', lines: [{ price: 1.5 }], none: '' },
    missing: null,
    count: 2,
    first: 'order-1',
  });
}, 20_000);
