import { createHandler as account } from '../../functions/http/account.ts';
import { createHandler as billing } from '../../functions/http/billing.ts';
import { createHandler as workflows } from '../../functions/http/workflows.ts';
import { recordEntry } from '../../lib/credits/entry.ts';
import type { Graph } from '../../lib/graph/graph.ts';
import { holdPrefix, keys } from '../../lib/platform/keys.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import { startAccountWorld } from './account-world.ts';

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  /** Another than the usual one, to fail in. */
  outside?: Outside;
}

const site = 'http://localhost:5000';

/** A graph that runs: a webhook whose body is stored. */
export const storeOrders: Graph = {
  nodes: [
    {
      id: 'trigger',
      type: 'trigger.webhook',
      position: { x: 0, y: 0 },
      data: { label: 'Order placed', params: { path: '/orders' }, credentials: [] },
    },
    {
      id: 'save',
      type: 'dynamodb.put',
      position: { x: 300, y: 0 },
      data: {
        label: 'Save the order',
        params: { table: 'orders', item: { id: '{{trigger.id}}' } },
        credentials: ['aws'],
      },
    },
  ],
  edges: [{ id: 'e1', source: 'trigger', target: 'save' }],
};

/** The functions around workflows on the real DynamoDB engine, and people with credits. */
export async function startWorkflowWorld() {
  const world = await startAccountWorld({ account, billing, workflows });
  const { table } = world;

  async function give(userId: string, credits: number): Promise<void> {
    // Before whatever the test does in the same instant.
    const causedAt = new Date(world.clock.now().getTime() - 1_000).toISOString();
    const entry = {
      userId,
      cause: `test:${credits}`,
      causedAt,
      type: 'Grant',
      creditsDelta: credits,
      notes: 'For a test',
      sourceKind: 'test',
      sourceId: 'test',
      eventId: null,
    } as const;
    await table.transact([...recordEntry(entry)]);
  }

  async function rowsOf(userId: string, prefix: string) {
    const { items } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': prefix },
    });
    return items;
  }

  return {
    ...world,
    give,
    rowsOf,
    openHolds: async (userId: string) =>
      (await rowsOf(userId, holdPrefix)).filter(({ status }) => status === 'open'),
    /** Someone signed in with so many credits, on a plan if one is named. */
    async personWith(credits: number, tier?: string) {
      const someone = await world.person(tier);
      if (credits > 0) await give(someone.userId, credits);
      const { cookies } = someone;
      const send = (method: string, address: string, { body, headers = {}, outside }: Sent = {}) =>
        world.call(
          method,
          address,
          { body, cookies, headers: { origin: site, ...headers } },
          ...(outside ? [world.handlersIn(outside)] : []),
        );
      return { ...someone, send };
    },
    /** Someone who is not signed in, on our site. */
    visit: (method: string, address: string, body?: unknown) =>
      world.call(method, address, { body, headers: { origin: site } }),
  };
}

export type WorkflowWorld = Awaited<ReturnType<typeof startWorkflowWorld>>;
export type WorkflowPerson = Awaited<ReturnType<WorkflowWorld['personWith']>>;
