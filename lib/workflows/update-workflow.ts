import { AppError } from '../contract/errors.ts';
import type { WorkflowChanges } from '../contract/workflow-routes.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { contentAfter } from './code-of.ts';
import { readWorkflow } from './read-workflow.ts';
import { untilWritten } from './until-written.ts';
import { nodeCountOf } from './workflow-body.ts';
import type { StoredWorkflow } from './workflow-item.ts';
import { replacedRows } from './workflow-rows.ts';

/** Which version a caller has seen, by `If-Match`. */
export type SeesVersion = (version: number) => boolean;

/** The fields that are given, on what is there now. */
function changed({ item, body }: StoredWorkflow, changes: WorkflowChanges, now: Date): StoredWorkflow {
  const { language, ...content } = contentAfter({ ...body, language: item.language }, changes);
  const version = item.version + 1;
  const isSameBody =
    content.generatedCode === body.generatedCode &&
    JSON.stringify(content.nodeData) === JSON.stringify(body.nodeData);
  return {
    item: {
      ...item,
      name: changes.name ?? item.name,
      description: changes.description ?? item.description,
      status: changes.status ?? item.status,
      language,
      nodeCount: nodeCountOf(content),
      updatedAt: now.toISOString(),
      version,
      bodyVersion: isSameBody ? item.bodyVersion : version,
    },
    body: content,
  };
}

/**
 * Sets the fields that are given and leaves the others as whoever wrote last left them. Throws 400 when there is none,
 * 404, and 412 when the workflow is no longer the one that the caller has seen.
 */
export async function updateWorkflow(
  { table, outside }: { table: Table; outside: Outside },
  { userId, workflowId, sees }: { userId: string; workflowId: string; sees: SeesVersion },
  changes: WorkflowChanges,
): Promise<StoredWorkflow> {
  if (Object.values(changes).every((value) => value === undefined))
    throw new AppError('invalid_request', 'No valid fields to update');
  return untilWritten(async () => {
    const before = await readWorkflow(table, userId, workflowId);
    if (!sees(before.item.version))
      throw new AppError('version_conflict', 'This workflow was changed meanwhile; read it again');
    const after = changed(before, changes, outside.clock.now());
    const hasNewBody = after.item.bodyVersion === after.item.version;
    const rows = replacedRows(before.item, after.item, hasNewBody ? after.body : undefined);
    const { outcome } = await table.transact(rows);
    return outcome === 'done' ? after : undefined;
  });
}
