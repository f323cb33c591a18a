import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import {
  startWorkflowWorld,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';
import { keys } from '../../lib/platform/keys.ts';
import { addedRows } from '../../lib/workflows/workflow-rows.ts';

let world: WorkflowWorld;
let ada: WorkflowPerson;
const many = 10_000;
const firstAtMs = Date.parse('2026-01-01T00:00:00Z');
const body = { nodeData: null, generatedCode: null };

/** The row that a list by change is read from. */
function rowOf(userId: string, i: number) {
  const workflowId = `wf_${String(i).padStart(26, '0')}`;
  const at = new Date(firstAtMs + i * 1_000).toISOString();
  const named = { userId, workflowId, name: `Workflow ${i}`, description: 'One of many', language: null };
  const counts = { nodeCount: 0, version: 1, bodyVersion: 1 };
  const item = { ...named, status: 'draft', createdAt: at, updatedAt: at, ...counts } as const;
  return addedRows({ item, body }, many).filter(({ Put }) =>
    Put?.Item?.sk?.startsWith('WORKFLOW_BY_CHANGE#'),
  );
}

beforeAll(async () => {
  world = await startWorkflowWorld();
  ada = await world.personWith(0, 'CORE');
  const rows = Array.from({ length: many }, (_, i) => rowOf(ada.userId, i)).flat();
  for (let start = 0; start < many; start += 100) await world.table.transact(rows.slice(start, start + 100));
  await world.table.put({ Item: { ...keys.workflowCount(ada.userId), kept: many } });
}, 60_000);
afterAll(() => world.close());

async function listed(query: string) {
  const awsHttpHandler = new CrashingHandler();
  const { json } = await ada.send('GET', `/api/workflows?${query}`, {
    outside: { ...world.outside, awsHttpHandler },
  });
  awsHttpHandler.destroy();
  return { json, calls: awsHttpHandler.calls };
}

test('a page among 10,000 is three calls to AWS wherever it is: the session, the count and the rows', async () => {
  const first = await listed('');
  expect([first.calls, first.json.total, first.json.workflows.length]).toEqual([3, 10_000, 50]);
  expect(first.json.workflows[0].name).toBe('Workflow 9999');
  const next = await listed(`cursor=${first.json.nextCursor}`);
  expect([next.calls, next.json.workflows[0].name]).toEqual([3, 'Workflow 9949']);
  const skipped = await listed('skip=1000&limit=100');
  expect([skipped.calls, skipped.json.workflows[0].name]).toEqual([3, 'Workflow 8999']);
});

test('a search among 10,000 counts every match, and reads a page of DynamoDB for each megabyte', async () => {
  const { json, calls } = await listed('q=workflow%2099&limit=10');
  expect([json.total, json.workflows[0].name, json.workflows.length]).toEqual([111, 'Workflow 9999', 10]);
  expect(calls).toBeLessThanOrEqual(6);
  // Seconds only where many tests share a core: the engine and the client go through four megabytes.
}, 30_000);
