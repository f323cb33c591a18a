import { AppError } from '../contract/errors.ts';
import { workflowNotFound } from '../contract/workflow-routes.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { parseBody } from './workflow-body.ts';
import { parseWorkflow, type StoredWorkflow, type WorkflowItem } from './workflow-item.ts';

const notFound = () => new AppError('not_found', workflowNotFound);

export async function readSummary(table: Table, userId: string, workflowId: string): Promise<WorkflowItem> {
  const item = await table.get(keys.workflow(userId, workflowId));
  if (!item) throw notFound();
  return parseWorkflow(item);
}

// Each look loses only to a save within its few milliseconds.
const looks = 5;

/**
 * A workflow with its graph and code. Two items are never read at one instant: what a save put between them is looked
 * at again. Throws 404 for what is not there or another person's.
 */
export async function readWorkflow(
  table: Table,
  userId: string,
  workflowId: string,
): Promise<StoredWorkflow> {
  const rows = [keys.workflow(userId, workflowId), keys.workflowBody(userId, workflowId)];
  for (let look = 0; look < looks; look += 1) {
    const [summary, stored] = await table.getAll(rows);
    if (!summary) throw notFound();
    const item = parseWorkflow(summary);
    const { version, body } = stored ? parseBody(stored) : { version: 0, body: undefined };
    if (body && version === item.bodyVersion) return { item, body };
  }
  throw new AppError('dependency_unavailable', 'This workflow is changing right now; please try again');
}
