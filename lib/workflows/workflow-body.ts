import * as z from 'zod/mini';
import type { Workflow } from '../contract/workflow-routes.ts';
import type { Item } from '../platform/table.ts';
import { pack, unpack } from './packed.ts';

/** What a workflow consists of: large, and read only when it is opened. */
export type WorkflowBody = Pick<Workflow, 'nodeData' | 'generatedCode'>;

const bodyItem = z.object({ version: z.int(), packed: z.instanceof(Uint8Array) });
const unpacked = z.object({
  nodeData: z.nullable(z.record(z.string(), z.json())),
  generatedCode: z.nullable(z.string()),
});

/** The attributes of the item that a version of the workflow wrote. */
export function bodyAttributes({ nodeData, generatedCode }: WorkflowBody, version: number): Item {
  return { version, packed: pack({ nodeData, generatedCode }) };
}

export function parseBody(item: Item): { version: number; body: WorkflowBody } {
  const { version, packed } = bodyItem.parse(item);
  return { version, body: unpacked.parse(unpack(packed)) };
}

export function nodeCountOf({ nodeData }: WorkflowBody): number {
  return Array.isArray(nodeData?.nodes) ? nodeData.nodes.length : 0;
}
