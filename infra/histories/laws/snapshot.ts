import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { sum } from './insist.ts';

const entry = z.object({
  userId: z.string(),
  cause: z.string(),
  causedAt: z.string(),
  type: z.string(),
  creditsDelta: z.int(),
  sourceKind: z.string(),
  sourceId: z.string(),
  notes: z.string(),
  /** Of a month that several invoices of a year have paid: what each brought. */
  parts: z.optional(z.array(z.object({ invoiceId: z.string(), credits: z.int() }))),
});
export type EntrySeen = z.output<typeof entry> & { sk: string };

const payment = z.object({
  paymentId: z.string(),
  status: z.string(),
  checkoutSessionId: z.optional(z.string()),
  creditsGranted: z.optional(z.int()),
  creditsClawedBack: z.optional(z.int()),
  reversals: z._default(z.record(z.string(), z.unknown()), {}),
});
/** What of a grant an invoice has brought. */
export function broughtBy(invoiceId: string, { type, sourceId, creditsDelta, parts }: EntrySeen): number {
  if (type !== 'Grant') return 0;
  if (!parts) return sourceId === invoiceId ? creditsDelta : 0;
  return sum(parts.filter((part) => part.invoiceId === invoiceId).map(({ credits }) => credits));
}

export type PaymentSeen = z.output<typeof payment>;

const hold = z.object({
  holdId: z.string(),
  status: z.string(),
  heldCredits: z.int(),
  settledCredits: z._default(z.int(), 0),
});
export type HoldSeen = z.output<typeof hold>;

const part = z._default(z.int(), 0);
const balance = z.object({
  available: z.int(),
  held: z.int(),
  version: z.int(),
  purchased: part,
  granted: part,
  spent: part,
  refunded: part,
});

type Row = Record<string, unknown>;

/** All rows of a person, as the table has them. */
export interface PersonSeen {
  rows: string;
  entries: EntrySeen[];
  payments: PaymentSeen[];
  holds: HoldSeen[];
  /** What made them due. */
  dueMails: string[];
  plans: Row[];
  /** The copy of the one that counts. */
  plan: Row | undefined;
  balance: z.output<typeof balance>;
}

export type Snapshot = ReadonlyMap<string, PersonSeen>;

const userPrefix = 'USER#';
const starts = (row: Row, prefix: string) => String(row.sk).startsWith(prefix);

/** DynamoDB keeps no order of attributes: for `JSON.stringify`, to make equal rows equal texts. */
export const inOrder = (_: string, value: unknown) =>
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
    holds: rows.filter((row) => starts(row, 'HOLD#')).map((row) => hold.parse(row)),
    dueMails: rows.filter((row) => starts(row, 'DUE_MAIL#')).map(({ cause }) => String(cause)),
    plans: rows.filter((row) => starts(row, 'SUBSCRIPTION#')),
    plan: rows.find(({ sk }) => sk === 'PROFILE')?.subscription as Row | undefined,
    balance: held ? balance.parse(held) : balance.parse({ available: 0, held: 0, version: 0 }),
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
