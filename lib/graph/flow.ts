import { dominators } from './dominators.ts';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';

/** A way out of a node that was taken. The handle is '' where a node has only one, and where several meet again. */
export interface Place {
  nodeId: string;
  handle: string;
}

interface Way {
  handle: string;
  target: GraphNode;
  edge: GraphEdge;
}

/** How a graph runs. Bears graphs with any problem; what it says of them holds for the part that can be reached. */
export interface Flow {
  /** The first one, when there are several. */
  trigger: GraphNode | undefined;
  /** What can be reached from the trigger, each after all that lead to it. Lacks what lies in or behind a circle. */
  order: readonly GraphNode[];
  /** The ways out of a node in the order of its edges, each once, without those that mean "next item". */
  ways(nodeId: string): readonly Way[];
  /** Edges from a loop's body back to the loop. */
  nextItems: readonly GraphEdge[];
  /** What has always been run before a node, nearest first, with the way out that was then taken. */
  before(nodeId: string): readonly Place[];
  /** The nodes whose nearest place before is this one, in the order they run: a branch, a body, or what follows. */
  following(place: Place): readonly GraphNode[];
  /** The loops whose bodies a node lies in, innermost first. */
  loopsAround(nodeId: string): readonly string[];
}

export const isTrigger = (node: GraphNode) => node.type.startsWith('trigger.');

/** An edge's way out: what an approval and a loop mean when the edge names none. */
export function handleOf(edge: GraphEdge, source: GraphNode): string {
  if (edge.sourceHandle) return edge.sourceHandle;
  if (source.type === 'logic.approval') return 'approved';
  return source.type === 'logic.forEach' ? 'item' : '';
}

export function flowOf(graph: Graph): Flow {
  const nodes = byId(graph.nodes);
  const trigger = graph.nodes.find(isTrigger);
  const whole = placesBefore(trigger, waysOf(graph.edges, nodes));
  const nextItems = graph.edges.filter(
    (edge) =>
      nodes.get(edge.target)?.type === 'logic.forEach' &&
      loopsOf(whole(edge.source), edge, nodes).includes(edge.target),
  );
  const forward = waysOf(
    graph.edges.filter((edge) => !nextItems.includes(edge)),
    nodes,
  );
  const order = orderOf(graph, trigger, forward);
  const before = placesBefore(trigger, forward);
  const following = groupByPlace(order, before);
  return {
    trigger,
    order,
    ways: (nodeId) => forward.get(nodeId) ?? [],
    nextItems,
    before,
    following: (place) => following.get(placeKey(place)) ?? [],
    loopsAround: (nodeId) => bodies(before(nodeId)),
  };
}

function byId(nodes: readonly GraphNode[]): Map<string, GraphNode> {
  const found = new Map<string, GraphNode>();
  for (const node of nodes) if (!found.has(node.id)) found.set(node.id, node);
  return found;
}

function waysOf(edges: readonly GraphEdge[], nodes: ReadonlyMap<string, GraphNode>): Map<string, Way[]> {
  const ways = new Map<string, Way[]>([...nodes.keys()].map((id) => [id, []]));
  for (const edge of edges) {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    if (!(source && target) || isTrigger(target)) continue;
    const handle = handleOf(edge, source);
    const known = ways.get(source.id) ?? [];
    if (!known.some((way) => way.handle === handle && way.target === target))
      known.push({ handle, target, edge });
  }
  return ways;
}

/** '#' is in no id, so that a node and its ways out are places of their own. */
const placeKey = ({ nodeId, handle }: Place) => (handle === '' ? nodeId : `${nodeId}#${handle}`);

function placeOf(key: string): Place {
  const [nodeId = '', ...handle] = key.split('#');
  return { nodeId, handle: handle.join('#') };
}

function placesBefore(
  trigger: GraphNode | undefined,
  ways: ReadonlyMap<string, readonly Way[]>,
): (nodeId: string) => readonly Place[] {
  if (!trigger) return () => [];
  const nearest = dominators(trigger.id, (key) => leadsTo(placeOf(key), ways));
  return (nodeId) => {
    const places: Place[] = [];
    for (let key = nearest.get(nodeId); key !== undefined; key = nearest.get(key)) {
      const place = placeOf(key);
      if (places.at(-1)?.nodeId !== place.nodeId) places.push(place);
    }
    return places;
  };
}

function leadsTo({ nodeId, handle }: Place, ways: ReadonlyMap<string, readonly Way[]>): string[] {
  const out = ways.get(nodeId) ?? [];
  const direct = out.filter((way) => way.handle === handle).map((way) => way.target.id);
  if (handle !== '') return direct;
  const named = new Set(out.map((way) => way.handle).filter((name) => name !== ''));
  return [...direct, ...[...named].map((name) => placeKey({ nodeId, handle: name }))];
}

const bodies = (places: readonly Place[]) =>
  places.filter(({ handle }) => handle === 'item').map(({ nodeId }) => nodeId);

/** The loops whose bodies an edge lies in: those around its source, and the one that it leaves by "item". */
function loopsOf(before: readonly Place[], edge: GraphEdge, nodes: ReadonlyMap<string, GraphNode>): string[] {
  const source = nodes.get(edge.source);
  const own = source?.type === 'logic.forEach' && handleOf(edge, source) === 'item' ? [source.id] : [];
  return [...own, ...bodies(before)];
}

/** Kahn's order; of the nodes that are ready the first in the graph goes first, so that it is always the same. */
function orderOf(
  graph: Graph,
  trigger: GraphNode | undefined,
  ways: ReadonlyMap<string, readonly Way[]>,
): GraphNode[] {
  const waiting = reachable(trigger, ways);
  const leadingTo = new Map([...waiting].map((id) => [id, 0]));
  const count = (id: string, change: number) => leadingTo.set(id, (leadingTo.get(id) ?? 0) + change);
  for (const id of waiting) for (const { target } of ways.get(id) ?? []) count(target.id, 1);
  const order: GraphNode[] = [];
  const isReady = ({ id }: GraphNode) => waiting.has(id) && leadingTo.get(id) === 0;
  for (let node = graph.nodes.find(isReady); node !== undefined; node = graph.nodes.find(isReady)) {
    order.push(node);
    waiting.delete(node.id);
    for (const { target } of ways.get(node.id) ?? []) count(target.id, -1);
  }
  return order;
}

function reachable(trigger: GraphNode | undefined, ways: ReadonlyMap<string, readonly Way[]>): Set<string> {
  const found = new Set(trigger ? [trigger.id] : []);
  for (const id of found) for (const { target } of ways.get(id) ?? []) found.add(target.id);
  return found;
}

function groupByPlace(
  order: readonly GraphNode[],
  before: (nodeId: string) => readonly Place[],
): Map<string, GraphNode[]> {
  const groups = new Map<string, GraphNode[]>();
  for (const node of order) {
    const nearest = before(node.id)[0];
    if (nearest) groups.set(placeKey(nearest), [...(groups.get(placeKey(nearest)) ?? []), node]);
  }
  return groups;
}
