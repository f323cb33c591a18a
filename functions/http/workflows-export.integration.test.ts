import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import {
  startWorkflowWorld,
  storeOrders,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';

let world: WorkflowWorld;
beforeAll(async () => {
  world = await startWorkflowWorld();
});
afterAll(() => world.close());

async function keep(someone: WorkflowPerson, more: object = {}): Promise<string> {
  const body = { name: 'Store orders', description: 'Keeps each order', nodeData: storeOrders, ...more };
  return (await someone.send('POST', '/api/workflows', { body })).json.id;
}
const exported = (someone: WorkflowPerson, id: string, query = '', headers = {}) =>
  someone.send('POST', `/api/workflows/${id}/export${query}`, { headers });
const availableTo = async (someone: WorkflowPerson) =>
  (await someone.send('GET', '/api/billing/credits')).json.available;
const filesIn = (zip: Uint8Array | undefined) => Object.keys(unzipSync(zip ?? new Uint8Array()));

test('an export is the whole project in a folder, for three credits that the ledger names', async () => {
  const someone = await world.personWith(5);
  const { status, headers, bytes } = await exported(someone, await keep(someone));
  expect([status, headers['Content-Type'], headers['Content-Disposition']]).toEqual([
    200,
    'application/zip',
    'attachment; filename="store-orders.zip"',
  ]);
  const files = unzipSync(bytes ?? new Uint8Array());
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['store-orders/README.md', 'store-orders/workflow.py']),
  );
  expect(strFromU8(files['store-orders/README.md'] ?? new Uint8Array())).toContain('Store orders');
  expect(await availableTo(someone)).toBe(2);
  const { entries } = (await someone.send('GET', '/api/billing/ledger')).json;
  expect(entries[0]).toMatchObject({ type: 'Spend', credits_delta: -3, notes: 'Export: Store orders' });
  const usage = await someone.send('GET', '/api/billing/usage?group_by=action');
  expect(usage.json).toMatchObject({
    totals: { credits: 3, exports: 1 },
    series: [{ action: 'exportWorkflow', credits: 3, requests: 1 }],
  });
});

test('it comes in the language asked for, else in that of the workflow', async () => {
  const someone = await world.personWith(20);
  const id = await keep(someone, { language: 'typescript' });
  expect(filesIn((await exported(someone, id)).bytes)).toContain('store-orders/workflow.ts');
  expect(filesIn((await exported(someone, id, '?language=python')).bytes)).toContain(
    'store-orders/workflow.py',
  );
  expect((await exported(someone, id, '?language=cobol')).status).toBe(422);
});

test('the same workflow is the same bytes, whenever it is exported', async () => {
  const someone = await world.personWith(20);
  const id = await keep(someone);
  const first = await exported(someone, id);
  world.advanceSeconds(100_000);
  // The first file's time and date as a zip writes them: midnight, January 1, 1980.
  expect(first.bytes?.readUInt32LE(10)).toBe(0x00210000);
  expect((await exported(someone, id)).bytes?.equals(first.bytes ?? Buffer.of())).toBe(true);
});

test('the same Idempotency-Key pays once, also when all repeats come at once', async () => {
  const someone = await world.personWith(5, 'PRO');
  const id = await keep(someone);
  const key = { 'idempotency-key': 'one' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => exported(someone, id, '', key)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(await availableTo(someone)).toBe(2);
  // Another request under the key.
  expect((await exported(someone, id, '?language=typescript', key)).status).toBe(409);
});

test('one key pays for one version of a workflow', async () => {
  const someone = await world.personWith(5);
  const id = await keep(someone);
  const key = { 'idempotency-key': 'one' };
  await exported(someone, id, '', key);
  await someone.send('PUT', `/api/workflows/${id}`, { body: { name: 'Renamed' } });
  expect((await exported(someone, id, '', key)).status).toBe(409);
  expect(await availableTo(someone)).toBe(2);
});

test('an API key exports as its owner does, paid for once and counted once', async () => {
  const owner = await world.personWith(5, 'PRO');
  const id = await keep(owner);
  const keyWith = async (scopes: string[]) =>
    (await owner.send('POST', '/api/keys', { body: { name: 'K', scopes } })).json.secret;
  const by = (secret: string) =>
    world.call('POST', `/api/workflows/${id}/export`, {
      headers: { authorization: `Bearer ${secret}`, 'idempotency-key': 'one' },
    });
  const good = await keyWith(['workflows']);
  expect(filesIn((await by(good)).bytes)).toContain('store-orders/workflow.py');
  expect((await by(good)).status).toBe(200);
  expect((await by(await keyWith(['billing:spend']))).status).toBe(403);
  expect(await availableTo(owner)).toBe(2);
  expect((await owner.send('GET', '/api/billing/usage')).json.totals).toMatchObject({
    requests: 2,
    exports: 1,
  });
});

test('without enough credits there is none, and nothing is taken', async () => {
  const someone = await world.personWith(2);
  expect(await exported(someone, await keep(someone))).toMatchObject({
    status: 402,
    json: { code: 'insufficient_credits', detail: 'Insufficient credits. You have 2, need 3' },
  });
  expect(await availableTo(someone)).toBe(2);
});

test('an unlimited plan takes nothing for it', async () => {
  const someone = await world.personWith(0, 'STUDIO');
  expect((await exported(someone, await keep(someone))).status).toBe(200);
  expect(await availableTo(someone)).toBe(0);
});

test('a graph that cannot run is refused with the places, and costs nothing', async () => {
  const someone = await world.personWith(5);
  const [trigger] = storeOrders.nodes;
  for (const nodeData of [
    { nodes: [{ ...trigger, type: 'trigger.carrier-pigeon' }], edges: [] },
    { nodes: 'many' },
    null,
  ]) {
    const answer = await exported(someone, await keep(someone, { nodeData }));
    expect(answer).toMatchObject({ status: 422, json: { code: 'invalid_graph' } });
    expect(answer.json.errors[0].path).toMatch(/^nodeData/);
  }
  expect(await availableTo(someone)).toBe(5);
});

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['Zoë’s "best" \\ flow\u2028', 'zoe-s-best-flow'],
  ['CON', 'workflow-con'],
  ['工作流程', 'workflow'],
  ['a'.repeat(120), 'a'.repeat(60)],
])('a workflow called %j is exported as %s', async (name, folder) => {
  const someone = await world.personWith(5);
  const { headers, bytes } = await exported(someone, await keep(someone, { name }));
  expect(headers['Content-Disposition']).toBe(`attachment; filename="${folder}.zip"`);
  expect(filesIn(bytes).every((path) => path.startsWith(`${folder}/`) && !path.includes('..'))).toBe(true);
});
