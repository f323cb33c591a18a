import { type Flow, handleOf, isTrigger } from '../flow.ts';
import type { Graph, GraphEdge, GraphNode } from '../graph.ts';
import { nodeTypeOf } from '../node-types.ts';
import { type GraphProblem, pathText } from './problem.ts';

/** How nodes hang together: one trigger, from which all can be reached, and no way round but a loop's. */
export function wrongWays(graph: Graph, flow: Flow): GraphProblem[] {
  return [
    ...wrongTriggers(graph),
    ...graph.edges.flatMap(wrongEdge(graph, flow)),
    ...notReached(graph, flow),
  ];
}

const atNode = (graph: Graph, node: GraphNode) => ({
  path: pathText(['nodes', graph.nodes.indexOf(node)]),
  nodeId: node.id,
});

function wrongTriggers(graph: Graph): GraphProblem[] {
  const [first, ...more] = graph.nodes.filter(isTrigger);
  if (!first)
    return [{ code: 'no_trigger', message: 'Nothing starts this workflow; add a trigger', path: 'nodes' }];
  return more.map((node) => ({
    code: 'several_triggers',
    message: 'A workflow has one trigger; this is another',
    ...atNode(graph, node),
  }));
}

const wrongEdge =
  (graph: Graph, flow: Flow) =>
  (edge: GraphEdge, index: number): GraphProblem[] => {
    const at = (part: string) => ({ path: pathText(['edges', index, part]), edgeId: edge.id });
    const source = graph.nodes.find(({ id }) => id === edge.source);
    const target = graph.nodes.find(({ id }) => id === edge.target);
    if (!source)
      return [{ code: 'dangling_edge', message: `There is no node “${edge.source}”`, ...at('source') }];
    if (!target)
      return [{ code: 'dangling_edge', message: `There is no node “${edge.target}”`, ...at('target') }];
    if (isTrigger(target))
      return [{ code: 'leads_to_trigger', message: 'Nothing can lead to a trigger', ...at('target') }];
    const handle = wrongHandle(edge, source);
    if (handle) return [{ code: 'unknown_handle', message: handle, ...at('sourceHandle') }];
    return leavesLoop(edge, source, flow)
      ? [{ code: 'leaves_loop', message: leavingLoop(source, target), ...at('target') }]
      : [];
  };

function wrongHandle(edge: GraphEdge, source: GraphNode): string | undefined {
  const type = nodeTypeOf(source.type);
  const read = type?.params.safeParse(source.data.params);
  if (!(type && read?.success)) return undefined;
  const handles = type.handles(read.data);
  const handle = handleOf(edge, source);
  if (handles.includes(handle)) return undefined;
  if (handles.includes('')) return `${type.title} has only one way out; “${handle}” is none`;
  const ways = handles.map((name) => `“${name}”`).join(', ');
  return handle === ''
    ? `Must be one of ${ways}`
    : `${type.title} has no way out “${handle}”; it has ${ways}`;
}

/** From a body one gets back to its loop, to "next item"; all else follows the loop, by its way "done". */
function leavesLoop(edge: GraphEdge, source: GraphNode, flow: Flow): boolean {
  const isBody = source.type === 'logic.forEach' && handleOf(edge, source) === 'item';
  const from = [...(isBody ? [source.id] : []), ...flow.loopsAround(source.id)];
  if (flow.nextItems.includes(edge)) return from[0] !== edge.target || source.id === edge.target;
  if (!flow.order.some(({ id }) => id === edge.target)) return false;
  const around = flow.loopsAround(edge.target);
  return from.some((loop) => !around.includes(loop));
}

const leavingLoop = (source: GraphNode, target: GraphNode) =>
  target.type === 'logic.forEach' && source.id !== target.id
    ? 'A loop goes on to its next item only from its own body'
    : 'A node of a loop’s body cannot lead out of it, nor can the body be entered from elsewhere; use the way “done”';

function notReached(graph: Graph, flow: Flow): GraphProblem[] {
  const reached = new Set(flow.trigger ? [flow.trigger.id] : []);
  for (const id of reached) for (const { target } of flow.ways(id)) reached.add(target.id);
  const ordered = new Set(flow.order.map(({ id }) => id));
  return graph.nodes.flatMap((node): GraphProblem[] => {
    if (!flow.trigger || isTrigger(node) || ordered.has(node.id)) return [];
    const at = atNode(graph, node);
    return reached.has(node.id)
      ? [
          {
            code: 'circle',
            message: 'Lies in or behind a circle; only “For each” can run a node again',
            ...at,
          },
        ]
      : [{ code: 'unreachable', message: 'Nothing leads here from the trigger', ...at }];
  });
}
