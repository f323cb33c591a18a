import { flowOf } from '../../../lib/graph/flow.ts';
import type { Graph, GraphNode, Json } from '../../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { triggerName } from '../../../lib/graph/texts.ts';

interface OfferedReference {
  /** `{{order.body.total}}`. */
  text: string;
  /** `body.total`; empty for all of it. */
  path: string;
  /** As it might be. */
  sample: string;
}

interface OfferedStep {
  node: GraphNode;
  references: readonly OfferedReference[];
}

const deepest = 4;
const mostOfOne = 40;

/** What a node's parameters may refer to: the steps that have always been run before it, nearest first. */
export function offeredReferences(graph: Graph, nodeId: string): OfferedStep[] {
  const flow = flowOf(graph);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return flow.before(nodeId).flatMap(({ nodeId: id, handle }) => {
    const node = nodes.get(id);
    const references = node ? referencesOf(node, node === flow.trigger ? triggerName : id, handle) : [];
    return node && references.length > 0 ? [{ node, references }] : [];
  });
}

function referencesOf(node: GraphNode, name: string, handle: string): OfferedReference[] {
  const sample = sampleOf(node, handle);
  if (sample === null) return [];
  return parts(sample, '')
    .slice(0, mostOfOne)
    .map(({ path, value }) => ({
      text: `{{${name}${path}}}`,
      path: path.replace(/^\./, ''),
      sample: shortly(value),
    }));
}

/** What a node brings about, as far as its parameters tell; of a loop the item within it, and the count after it. */
function sampleOf({ type, data }: GraphNode, handle: string): Json {
  const sample = nodeTypeOf(type)?.sampleOutput ?? null;
  if (type === 'trigger.form') return formSample(data.params.fields);
  if (type === 'logic.transform') return data.params.fields ?? null;
  if (type === 'logic.forEach' && isObject(sample)) {
    const { count = 0, ...within } = sample;
    return handle === 'item' ? within : { count };
  }
  return sample;
}

function formSample(fields: Json | undefined): Json {
  if (!Array.isArray(fields)) return null;
  const named = fields.flatMap((field) =>
    isObject(field) && typeof field.name === 'string' && field.name !== ''
      ? [[field.name, field.label ?? '']]
      : [],
  );
  return Object.fromEntries(named);
}

interface Part {
  path: string;
  value: Json;
}

/** A value and what is in it; of a list the first item, as the others are like it. */
function parts(value: Json, path: string, depth = 0): Part[] {
  const whole = path === '' ? [] : [{ path, value }];
  if (depth >= deepest || typeof value !== 'object' || value === null) return whole;
  if (Array.isArray(value)) {
    const [first] = value;
    return first === undefined ? whole : [...whole, ...parts(first, `${path}[0]`, depth + 1)];
  }
  const inner = Object.entries(value).filter(([name]) => /^[A-Za-z_$][\w$-]*$/.test(name));
  return [...whole, ...inner.flatMap(([name, part]) => parts(part, `${path}.${name}`, depth + 1))];
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shortly(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
