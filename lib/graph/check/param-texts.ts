import type { Graph, GraphNode } from '../graph.ts';
import type { Path } from './problem.ts';

export interface ParamText {
  node: GraphNode;
  text: string;
  path: Path;
  /** A name among values, where nothing is referred to. */
  isName: boolean;
}

/** Every text that the parameters of a graph hold, and every name in them. */
export function paramTexts(graph: Graph): ParamText[] {
  return graph.nodes.flatMap((node, index) =>
    [...textsIn(node.data.params, ['nodes', index, 'data', 'params'])].map((found) => ({ node, ...found })),
  );
}

/** What the nodes are called, which becomes comments. */
export function labelTexts(graph: Graph): ParamText[] {
  return graph.nodes.map((node, index) => ({
    node,
    text: node.data.label,
    path: ['nodes', index, 'data', 'label'],
    isName: false,
  }));
}

/** Every text and every name in a value, with its place. */
export function* textsIn(value: unknown, path: Path): Generator<Omit<ParamText, 'node'>> {
  if (typeof value === 'string') yield { text: value, path, isName: false };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    const inner = [...path, Array.isArray(value) ? Number(name) : name];
    if (!Array.isArray(value)) yield { text: name, path: inner, isName: true };
    yield* textsIn(part, inner);
  }
}
