import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  startWorkflowWorld,
  storeOrders,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';
import { AppError } from '../contract/errors.ts';
import type { Generation } from '../generators/generator.ts';
import type { Graph } from '../graph/graph.ts';
import { loadCatalog } from '../plans/catalog.ts';
import { requestIdentity } from '../platform/idempotency.ts';
import { keys } from '../platform/keys.ts';
import { parseUser } from '../users/user-item.ts';
import { generateForPerson, generateForVisitor } from './generate-workflow.ts';

let world: WorkflowWorld;
beforeAll(async () => {
  world = await startWorkflowWorld();
});
afterAll(() => world.close());

const request = { description: 'Store each order', language: 'python', preferences: {} } as const;
const graphOf = (graph: Graph): Generation => ({ outcome: 'graph', graph, template: 'model', remarks: [] });

function depsWith(generate: () => Promise<Generation>) {
  const { table, outside } = world;
  const generator = async () => ({ name: 'bedrock', generate }) as const;
  return { table, outside, catalog: loadCatalog(undefined), generator };
}

async function generateAs(someone: WorkflowPerson, generate: () => Promise<Generation>, key?: string) {
  const user = parseUser((await world.table.get(keys.user(someone.userId))) ?? {});
  return generateForPerson(
    depsWith(generate),
    { user, request },
    requestIdentity('generate', key, [request]),
  );
}
const creditsOf = async (someone: WorkflowPerson) => {
  const { json } = await someone.send('GET', '/api/billing/credits');
  return { available: json.available, held: json.held };
};

const failures: [name: string, generate: () => Promise<Generation>, code: string][] = [
  [
    'brings a graph that cannot run',
    async () => graphOf({ nodes: storeOrders.nodes.slice(1), edges: [] }),
    'upstream_failed',
  ],
  [
    'does not answer',
    async () => {
      throw new AppError('upstream_failed', 'The model does not answer');
    },
    'upstream_failed',
  ],
  [
    'is too busy',
    async () => {
      throw new AppError('dependency_unavailable', 'The model is busy');
    },
    'dependency_unavailable',
  ],
  ['sees no workflow', async () => ({ outcome: 'notAWorkflow', reason: 'A poem' }), 'not_a_workflow'],
];

describe.each(failures)('a generator that %s', (_, generate, code) => {
  test('costs nothing, keeps nothing, and frees the key for the next try', async () => {
    const someone = await world.personWith(3);
    await expect(generateAs(someone, generate, 'one')).rejects.toMatchObject({ code });
    expect(await creditsOf(someone)).toEqual({ available: 3, held: 0 });
    expect((await someone.send('GET', '/api/workflows')).json.total).toBe(0);
    const good = await generateAs(someone, async () => graphOf(storeOrders), 'one');
    expect(good.credits).toEqual({ charged: 1, available: 2 });
  });

  // A model was asked for nothing, as often as somebody likes: that counts.
  const leaves = code === 'not_a_workflow' ? 0 : 1;

  test(`leaves a visitor ${leaves} of one demo`, async () => {
    const visitor = { subject: `adr_${code}${_}`, perDay: 1 };
    await expect(generateForVisitor(depsWith(generate), visitor, request)).rejects.toMatchObject({ code });
    if (leaves === 0) {
      const again = generateForVisitor(depsWith(generate), visitor, request);
      await expect(again).rejects.toMatchObject({ code: 'rate_limited' });
      return;
    }
    const good = depsWith(async () => graphOf(storeOrders));
    expect((await generateForVisitor(good, visitor, request)).workflowId).toBeNull();
    await expect(generateForVisitor(good, visitor, request)).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

test('while it generates the credit is held, and the same key is told that it still runs', async () => {
  const someone = await world.personWith(3);
  const { promise: graph, resolve: finish } = Promise.withResolvers<Generation>();
  const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>();
  const running = generateAs(
    someone,
    () => {
      tellAsked();
      return graph;
    },
    'one',
  );
  await asked;
  expect(await creditsOf(someone)).toEqual({ available: 2, held: 1 });
  await expect(generateAs(someone, () => graph, 'one')).rejects.toMatchObject({
    code: 'idempotency_conflict',
  });
  finish(graphOf(storeOrders));
  expect((await running).credits).toEqual({ charged: 1, available: 2 });
  expect(await creditsOf(someone)).toEqual({ available: 2, held: 0 });
});

test('what comes after the hold has ended is neither kept nor charged', async () => {
  const someone = await world.personWith(3);
  const late = generateAs(someone, async () => {
    world.advanceSeconds(121);
    return graphOf(storeOrders);
  });
  await expect(late).rejects.toMatchObject({ code: 'upstream_failed' });
  expect(await creditsOf(someone)).toEqual({ available: 3, held: 0 });
  expect((await someone.send('GET', '/api/workflows')).json.total).toBe(0);
});
