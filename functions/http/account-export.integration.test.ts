import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tableScan } from '../../infra/testing/table-scan.ts';
import {
  startWorkflowWorld,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';
import { keys } from '../../lib/platform/keys.ts';

let world: WorkflowWorld;
beforeAll(async () => {
  world = await startWorkflowWorld();
});
afterAll(() => world.close());

interface Held {
  kind: string;
  data: Record<string, unknown>;
}
const page = (someone: WorkflowPerson, cursor?: string) =>
  someone.send('GET', `/api/account/export${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);

async function allPages(someone: WorkflowPerson): Promise<{ items: Held[]; pages: number }> {
  const items: Held[] = [];
  let cursor: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const { status, json } = await page(someone, cursor);
    if (status !== 200) throw new Error(`The export answered ${status}`);
    items.push(...json.items);
    if (json.nextCursor === null) return { items, pages };
    cursor = json.nextCursor;
  }
}

test('everything that is held about a person is theirs to download, in words that they can read', async () => {
  const someone = await world.personWith(20, 'PRO');
  const { secret, key } = (await someone.send('POST', '/api/keys', { body: { name: 'Laptop' } })).json;
  const liked = { theme: 'dark', timezone: 'Europe/Rome', emails: { product: false } };
  await someone.send('PUT', '/api/account/preferences', { body: liked });
  const workflow = { name: 'Receipts', description: 'Of orders', nodeData: { nodes: [], edges: [] } };
  await someone.send('POST', '/api/workflows', { body: workflow });
  await someone.send('POST', '/api/billing/spend', {
    body: { credits: 2, reason: 'Chat' },
    headers: { 'idempotency-key': 'once' },
  });
  await world.call('GET', '/api/billing/credits', { headers: { authorization: `Bearer ${secret}` } });
  await world.table.put({
    Item: { ...keys.mail(someone.userId, 'receipt', 'ord_1'), state: 'sent', sentAt: '2026-11-21T10:00:00Z' },
  });

  const { items } = await allPages(someone);
  expect(items.map(({ kind }) => kind).sort()).toEqual([
    'apiKey',
    'balance',
    'ledgerEntry',
    'ledgerEntry',
    'mail',
    'profile',
    'session',
    'usageDay',
    'workflow',
    'workflowContent',
  ]);
  const dataOf = (kind: string) => items.find((item) => item.kind === kind)?.data;
  expect(dataOf('profile')).toMatchObject({
    userId: someone.userId,
    identities: expect.any(Array),
    theme: 'dark',
    timezone: 'Europe/Rome',
    mailsProduct: false,
  });
  expect(dataOf('workflow')).toMatchObject({ name: 'Receipts', description: 'Of orders' });
  expect(dataOf('workflowContent')).toMatchObject({ nodeData: { nodes: [], edges: [] } });
  expect(dataOf('mail')).toEqual({
    template: 'receipt',
    cause: 'ord_1',
    state: 'sent',
    sentAt: '2026-11-21T10:00:00Z',
  });
  expect(dataOf('usageDay')).toMatchObject({
    date: '2026-11-21',
    credits: { spendCredits: 2 },
    requests: { getCredits: 1 },
    requestsByKey: { [key.id]: 1 },
  });
  const text = JSON.stringify(items);
  const [, token = ''] = (someone.cookies[0] ?? '').split('.');
  for (const internal of [secret, token, 'secretHash', 'requestHash', 'staffPk', 'USER#', 'SESSION#'])
    expect(text).not.toContain(internal);
});

test('more than fits one answer comes page by page, and none is left out or told twice', async () => {
  const someone = await world.personWith(0, 'PRO');
  const rows = Array.from({ length: 450 }, (_, i) => ({
    ...keys.mail(someone.userId, 'receipt', `ord_${i}`),
    state: 'sent',
  }));
  await tableScan(world.outside.environment).fill(rows);
  const large = 'x'.repeat(100_000);
  for (let made = 0; made < 5; made += 1) {
    const code = `# ${made} ${large}`;
    await someone.send('POST', '/api/workflows', {
      body: { name: `W${made}`, description: '', generatedCode: code },
    });
  }
  const { items, pages } = await allPages(someone);
  expect(items.filter(({ kind }) => kind === 'mail')).toHaveLength(450);
  expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(items.length);
  expect(items.filter(({ kind }) => kind === 'workflowContent')).toHaveLength(5);
  expect(pages).toBe(4);
});

test('an answer stays below what Lambda can send, however well it was compressed', async () => {
  const someone = await world.personWith(0, 'PRO');
  const generatedCode = 'x'.repeat(200_000);
  for (let made = 0; made < 18; made += 1)
    await someone.send('POST', '/api/workflows', {
      body: { name: `W${made}`, description: '', generatedCode },
    });
  const first = await page(someone);
  expect(JSON.stringify(first.json).length).toBeLessThan(3_500_000);
  expect(first.json.nextCursor).not.toBeNull();
  const { items } = await allPages(someone);
  expect(items.filter(({ kind }) => kind === 'workflowContent')).toHaveLength(18);
});

test('a cursor is good for its owner only', async () => {
  const [one, other] = [await world.personWith(0), await world.personWith(0)];
  const { nextCursor } = (await page(one)).json;
  expect(typeof nextCursor).toBe('string');
  expect((await page(one, nextCursor)).status).toBe(200);
  for (const someone of [other, one]) {
    const cursor = someone === other ? nextCursor : `${nextCursor}A`;
    expect(await page(someone, cursor)).toMatchObject({ status: 400, json: { code: 'invalid_cursor' } });
  }
});

test('no API key may ask for it', async () => {
  const someone = await world.personWith(0, 'PRO');
  const { secret } = (await someone.send('POST', '/api/keys', { body: { name: 'Laptop' } })).json;
  const bearer = { headers: { authorization: `Bearer ${secret}` } };
  expect((await world.call('GET', '/api/account/export', bearer)).status).toBe(403);
});
