import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { recordEntry } from '../lib/credits/entry.ts';
import { placeOrder } from '../lib/payments/order.ts';
import { keys } from '../lib/platform/keys.ts';
import { lambdaOutside } from '../lib/platform/outside.ts';
import type { Item } from '../lib/platform/table.ts';
import type { StoredWorkflow } from '../lib/workflows/workflow-item.ts';
import { addedRows } from '../lib/workflows/workflow-rows.ts';
import type { Services } from './aws/services.ts';

const firstAtMs = Date.parse('2024-01-01T00:00:00Z');
// What BatchWriteItem takes in one call.
const itemsPerCall = 25;

function ledgerItem(userId: string, i: number): Item {
  const causedAt = new Date(firstAtMs + i * 60_000).toISOString();
  const source = { sourceKind: 'bench', sourceId: `bench-${i}`, eventId: null };
  const entry = { userId, cause: `bench:${i}`, causedAt, creditsDelta: 1, notes: 'One of many', ...source };
  return recordEntry({ ...entry, type: 'Grant' })[0].Put?.Item ?? {};
}

/** A real order, and as many copies of it as asked for under later ids. */
async function paymentItems({ table }: Services, userId: string, count: number): Promise<Item[]> {
  const bought = { userId, credits: 25, description: '25 credits', amountCents: 500, currency: 'usd' };
  const { paymentId } = await placeOrder({ table, outside: lambdaOutside }, bought, undefined);
  const order = await table.get(keys.payment(userId, paymentId));
  return Array.from({ length: count - 1 }, (_, i) => {
    const copyId = `${paymentId.slice(0, -6)}${String(i).padStart(6, '0')}`;
    return { ...order, ...keys.payment(userId, copyId), paymentId: copyId };
  });
}

async function writeAll({ environment }: Services, items: readonly Item[]): Promise<void> {
  const { DYNAMODB_ENDPOINT: endpoint, TABLE_NAME } = environment;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  for (let start = 0; start < items.length; start += itemsPerCall) {
    const requests = items.slice(start, start + itemsPerCall).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems = {} } = await client.send(
      new BatchWriteCommand({ RequestItems: { [TABLE_NAME]: requests } }),
    );
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('The engine left items unwritten');
  }
  client.destroy();
}

/** Gives a person so many ledger entries, of one credit each. */
export async function seedLedger(services: Services, userId: string, rows: number): Promise<void> {
  const entries = Array.from({ length: rows }, (_, i) => ledgerItem(userId, i));
  const balance = { ...keys.balance(userId), available: rows, held: 0, version: rows };
  await writeAll(services, [...entries, balance]);
}

export async function seedPayments(services: Services, userId: string, rows: number): Promise<void> {
  await writeAll(services, await paymentItems(services, userId, rows));
}

const body = { nodeData: null, generatedCode: null };

function workflowOf(userId: string, i: number): StoredWorkflow {
  const at = new Date(firstAtMs + i * 60_000).toISOString();
  const workflowId = `wf_${String(i).padStart(26, '0')}`;
  const description = 'When a Stripe payment succeeds, save it to DynamoDB and email the customer a receipt';
  const named = { userId, workflowId, name: `Workflow ${i} of many`, description };
  const counts = { nodeCount: 3, version: 1, bodyVersion: 1 };
  return {
    item: { ...named, status: 'draft', language: null, createdAt: at, updatedAt: at, ...counts },
    body,
  };
}

/** Gives a person so many workflows, without graphs. */
export async function seedWorkflows(services: Services, userId: string, rows: number): Promise<void> {
  const items = Array.from({ length: rows }, (_, i) => addedRows(workflowOf(userId, i), rows))
    .flat()
    .flatMap(({ Put }) => (Put?.Item ? [Put.Item] : []));
  await writeAll(services, [...items, { ...keys.workflowCount(userId), kept: rows }]);
}
