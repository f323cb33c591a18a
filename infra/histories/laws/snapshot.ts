import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';

const entry = z.object({
  userId: z.string(),
  cause: z.string(),
  type: z.string(),
  creditsDelta: z.int(),
  sourceKind: z.string(),
  sourceId: z.string(),
  notes: z.string(),
});
export type EntrySeen = z.output<typeof entry> & { sk: string };

const payment = z.object({
  paymentId: z.string(),
  status: z.string(),
  checkoutSessionId: z.optional(z.string()),
  creditsGranted: z.optional(z.int()),
  creditsClawedBack: z.optional(z.int()),
});
type PaymentSeen = z.output<typeof payment>;

const balance = z.object({ available: z.int(), held: z.int(), version: z.int() });

/** All rows of a person, as the table has them. */
export interface PersonSeen {
  rows: string;
  entries: EntrySeen[];
  payments: PaymentSeen[];
  balance: z.output<typeof balance>;
}

export type Snapshot = ReadonlyMap<string, PersonSeen>;
type Row = Record<string, unknown>;

const userPrefix = 'USER#';
const starts = (row: Row, prefix: string) => String(row.sk).startsWith(prefix);

/** DynamoDB keeps no order of attributes: for `JSON.stringify`, to make equal rows equal texts. */
const inOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

function personOf(rows: Row[]): PersonSeen {
  const held = rows.find(({ sk }) => sk === 'BALANCE');
  return {
    rows: JSON.stringify(rows, inOrder),
    entries: rows
      .filter((row) => starts(row, 'LEDGER#'))
      .map((row) => ({ ...entry.parse(row), sk: String(row.sk) })),
    payments: rows.filter((row) => starts(row, 'PAYMENT#')).map((row) => payment.parse(row)),
    balance: held ? balance.parse(held) : { available: 0, held: 0, version: 0 },
  };
}

async function scan(documents: DynamoDBDocumentClient, TableName: string, prefix: string): Promise<Row[]> {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :prefix)',
        ExpressionAttributeValues: { ':prefix': prefix },
        ExclusiveStartKey: from,
      }),
    );
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return rows.sort((a, b) => `${a.pk} ${a.sk}`.localeCompare(`${b.pk} ${b.sk}`));
}

/** What every person has, read past the functions. */
export async function snapshot(documents: DynamoDBDocumentClient, table: string): Promise<Snapshot> {
  const partitions = Map.groupBy(await scan(documents, table, userPrefix), ({ pk }) => String(pk));
  return new Map([...partitions].map(([pk, rows]) => [pk.slice(userPrefix.length), personOf(rows)] as const));
}

export const eventRows = (documents: DynamoDBDocumentClient, table: string) =>
  scan(documents, table, 'EVENT#');
