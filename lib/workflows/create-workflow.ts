import type { Catalog } from '../contract/catalog.ts';
import type { NewWorkflow } from '../contract/workflow-routes.ts';
import { newId } from '../platform/ids.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import type { UserItem } from '../users/user-item.ts';
import { contentAfter } from './code-of.ts';
import { nodeCountOf } from './workflow-body.ts';
import type { StoredWorkflow } from './workflow-item.ts';
import { workflowLimit, workflowsFull } from './workflow-limit.ts';
import { addedRows } from './workflow-rows.ts';

export interface WorkflowsDeps {
  table: Table;
  outside: Outside;
  catalog: Catalog;
}

const empty = { nodeData: null, generatedCode: null, language: null };

/** A workflow as it is first kept; nothing is written yet. */
export function newWorkflow(outside: Outside, userId: string, asked: NewWorkflow): StoredWorkflow {
  const { language, ...body } = contentAfter(empty, asked);
  const now = outside.clock.now().toISOString();
  const item = {
    userId,
    workflowId: newId('wf', outside),
    name: asked.name,
    description: asked.description,
    status: asked.status ?? 'draft',
    language,
    nodeCount: nodeCountOf(body),
    createdAt: now,
    updatedAt: now,
    version: 1,
    bodyVersion: 1,
  } as const;
  return { item, body };
}

/** Keeps a workflow. Throws 403 or 409 when the person has as many as they may. */
export async function createWorkflow(
  deps: WorkflowsDeps,
  user: UserItem,
  asked: NewWorkflow,
): Promise<StoredWorkflow> {
  const workflow = newWorkflow(deps.outside, user.userId, asked);
  const { outcome } = await deps.table.transact(addedRows(workflow, workflowLimit(deps, user)));
  if (outcome === 'refused') throw workflowsFull(deps, user);
  return workflow;
}
