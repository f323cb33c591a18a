import * as z from 'zod/mini';
import type { Workflow, WorkflowSummary } from '../contract/workflow-routes.ts';
import { languages } from '../graph/graph.ts';
import type { Item } from '../platform/table.ts';
import type { WorkflowBody } from './workflow-body.ts';

const workflowItem = z.object({
  userId: z.string(),
  workflowId: z.string(),
  name: z.string(),
  description: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  language: z.nullable(z.enum(languages)),
  nodeCount: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.int(),
  /** The version in which graph or code were written last: they are in an item of their own. */
  bodyVersion: z.int(),
});

/** A workflow without its graph and code. Each ordering of the person's list holds a copy. */
export type WorkflowItem = z.output<typeof workflowItem>;

export function parseWorkflow(item: Item): WorkflowItem {
  return workflowItem.parse(item);
}

export function summaryAnswer(item: WorkflowItem): WorkflowSummary {
  const { userId: _, bodyVersion: __, workflowId, ...rest } = item;
  return { id: workflowId, ...rest };
}

export interface StoredWorkflow {
  item: WorkflowItem;
  body: WorkflowBody;
}

export function workflowAnswer({ item, body }: StoredWorkflow): Workflow {
  return { ...summaryAnswer(item), ...body };
}
