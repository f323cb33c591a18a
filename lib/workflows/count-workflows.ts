import * as z from 'zod/mini';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

const count = z.object({ kept: z.int() });

/** How many workflows a person has: by the counter that is written with each. */
export async function countWorkflows(table: Table, userId: string): Promise<number> {
  const item = await table.get(keys.workflowCount(userId));
  return item ? count.parse(item).kept : 0;
}
