import type { Table } from '../platform/table.ts';
import { readSummary } from './read-workflow.ts';
import { untilWritten } from './until-written.ts';
import { removedRows } from './workflow-rows.ts';

/** Deletes whatever version is there. Throws 404 when none is. */
export async function deleteWorkflow(table: Table, userId: string, workflowId: string): Promise<void> {
  await untilWritten(async () => {
    const item = await readSummary(table, userId, workflowId);
    const { outcome } = await table.transact(removedRows(item));
    return outcome === 'done' ? outcome : undefined;
  });
}
