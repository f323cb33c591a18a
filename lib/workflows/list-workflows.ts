import * as z from 'zod/mini';
import type { WorkflowListing, WorkflowSummary } from '../contract/workflow-routes.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import type { Key } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { countWorkflows } from './count-workflows.ts';
import { folded } from './folded.ts';
import { type Ordering, pagesInOrder } from './rows-in-order.ts';
import { searchRows } from './search-rows.ts';
import { parseWorkflow, summaryAnswer } from './workflow-item.ts';

interface WorkflowPage {
  workflows: WorkflowSummary[];
  total: number;
  skip: number;
  limit: number;
  nextCursor: string | null;
}

const position = z.object({ pk: z.string(), sk: z.string() });

/** As many rows as are wanted: one read, unless their descriptions are longer than DynamoDB's page. */
async function firstRows(
  table: Table,
  ordering: Ordering,
  { after, wanted }: { after: Key | undefined; wanted: number },
): Promise<Item[]> {
  const rows: Item[] = [];
  for await (const page of pagesInOrder(table, ordering, { after, rowsPerPage: wanted })) {
    rows.push(...page);
    if (rows.length >= wanted) break;
  }
  return rows;
}

async function found(
  table: Table,
  ordering: Ordering,
  { words, after, wanted }: { words: string; after: Key | undefined; wanted: number },
): Promise<{ total: number; rows: Item[] }> {
  if (words !== '') return searchRows(table, ordering, { words, after });
  const [total, rows] = await Promise.all([
    countWorkflows(table, ordering.userId),
    firstRows(table, ordering, { after, wanted }),
  ]);
  return { total, rows };
}

/** A page of a person's workflows. `skip` counts from the cursor, or from the start; a cursor is of one search only. */
export async function listWorkflows(
  { table, cursors }: { table: Table; cursors: CursorSeal },
  userId: string,
  { skip, limit, cursor, q = '', sort }: WorkflowListing,
): Promise<WorkflowPage> {
  const words = folded(q);
  const list = `workflows:${sort}:${words}`;
  const after = cursor === undefined ? undefined : position.parse(cursors.open(list, userId, cursor));
  const end = skip + limit;
  const { total, rows } = await found(table, { userId, sort }, { words, after, wanted: end + 1 });
  const page = rows.slice(skip, end);
  const last = rows.length > end ? page.at(-1) : undefined;
  return {
    workflows: page.map((item) => summaryAnswer(parseWorkflow(item))),
    total,
    skip,
    limit,
    nextCursor: last ? cursors.seal(list, userId, position.parse(last)) : null,
  };
}
