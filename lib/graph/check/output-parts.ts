import * as z from 'zod/mini';
import type { GraphNode } from '../graph.ts';
import type { NodeType } from '../node-type.ts';

/** Their output is the same whatever they are told; a sample shows all of it. */
const fixed = [
  'trigger.schedule',
  'http.request',
  'email.send',
  'dynamodb.query',
  'webhook.send',
  'ai.prompt',
  'logic.approval',
];

const form = z.object({ fields: z.array(z.object({ name: z.string() })) });
const transform = z.object({ fields: z.record(z.string(), z.unknown()) });

/** The parts that a node's output has; undefined when only its run can tell. */
export function partsOf(node: GraphNode, type: NodeType, isInBody: boolean): readonly string[] | undefined {
  if (node.type === 'logic.forEach') return isInBody ? ['item', 'index'] : ['count'];
  if (fixed.includes(node.type)) return Object.keys(Object(type.sampleOutput));
  if (node.type === 'trigger.form')
    return form.safeParse(node.data.params).data?.fields.map(({ name }) => name);
  if (node.type === 'logic.transform') {
    const read = transform.safeParse(node.data.params).data;
    return read && Object.keys(read.fields);
  }
  return undefined;
}
