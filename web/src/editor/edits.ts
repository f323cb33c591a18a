import type { Graph, GraphEdge, GraphNode, Json } from '../../../lib/graph/graph.ts';
import { layOut } from '../../../lib/graph/layout.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { connected, type Point } from './adding.ts';
import type { Draft } from './draft.ts';

/** One change of a draft. Adding a node is `withNode`'s, as it also says which was added. */
export type Edit =
  | { kind: 'move'; positions: ReadonlyMap<string, Point>; byKey?: boolean }
  | { kind: 'label'; nodeId: string; label: string }
  | { kind: 'param'; nodeId: string; name: string; value: Json | undefined }
  | { kind: 'connect'; source: string; handle: string; target: string }
  | { kind: 'remove'; nodes: readonly string[]; edges: readonly string[] }
  | { kind: 'layOut' }
  | { kind: 'rename'; name: string }
  | { kind: 'replace'; draft: Draft };

/** The draft after an edit; the very same one when it changes nothing. */
export function edited(draft: Draft, edit: Edit): Draft {
  if (edit.kind === 'replace') return edit.draft;
  if (edit.kind === 'rename') return edit.name === draft.name ? draft : { ...draft, name: edit.name };
  const graph = editedGraph(draft.graph, edit);
  return graph === draft.graph ? draft : { ...draft, graph };
}

function editedGraph(graph: Graph, edit: Exclude<Edit, { kind: 'replace' | 'rename' }>): Graph {
  switch (edit.kind) {
    case 'move':
      return moved(graph, edit.positions);
    case 'label':
      return withData(graph, edit.nodeId, (node) => ({ ...node.data, label: edit.label }));
    case 'param':
      return withData(graph, edit.nodeId, (node) => withParam(node, edit.name, edit.value));
    case 'connect':
      return connected(graph, edit.source, edit.handle, edit.target);
    case 'remove':
      return without(graph, new Set(edit.nodes), new Set(edit.edges));
    case 'layOut':
      return layOut(graph);
  }
}

function moved(graph: Graph, positions: ReadonlyMap<string, Point>): Graph {
  const nodes = graph.nodes.map((node) => {
    const to = positions.get(node.id);
    return to ? { ...node, position: { x: Math.round(to.x), y: Math.round(to.y) } } : node;
  });
  return { ...graph, nodes };
}

function withData(graph: Graph, nodeId: string, data: (node: GraphNode) => GraphNode['data']): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === nodeId ? { ...node, data: data(node) } : node)),
  };
}

/** The credentials that a node names follow its parameters, as long as these check. */
function withParam({ type, data }: GraphNode, name: string, value: Json | undefined): GraphNode['data'] {
  const { [name]: _, ...others } = data.params;
  const params = value === undefined ? others : { ...data.params, [name]: value };
  const nodeType = nodeTypeOf(type);
  const read = nodeType?.params.safeParse(params);
  const credentials = nodeType && read?.success ? [...nodeType.credentials(read.data)] : data.credentials;
  return { ...data, params, credentials };
}

/** Where a node that goes stood between two others, these are connected to one another. */
function without(graph: Graph, nodes: ReadonlySet<string>, edges: ReadonlySet<string>): Graph {
  if (nodes.size + edges.size === 0) return graph;
  const touches = ({ source, target }: GraphEdge) => nodes.has(source) || nodes.has(target);
  const left: Graph = {
    nodes: graph.nodes.filter(({ id }) => !nodes.has(id)),
    edges: graph.edges.filter((edge) => !edges.has(edge.id) && !touches(edge)),
  };
  const [only, ...more] = nodes;
  return only === undefined || more.length > 0 ? left : healed(left, graph, only);
}

function healed(left: Graph, before: Graph, gone: string): Graph {
  const [into, ...moreInto] = before.edges.filter(({ target }) => target === gone);
  const [out, ...moreOut] = before.edges.filter(({ source }) => source === gone);
  if (!(into && out) || moreInto.length + moreOut.length > 0) return left;
  return connected(left, into.source, into.sourceHandle ?? '', out.target);
}
