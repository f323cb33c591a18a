import { type Flow, flowOf } from './flow.ts';
import type { Graph, GraphNode } from './graph.ts';
import { handlesOf, paramsOf } from './node-params.ts';
import { nodeTypeOf } from './node-types.ts';

export interface Estimate {
  /** Seconds. */
  estimatedExecutionTime: number;
  complexity: 'low' | 'medium' | 'high';
}

// How many items a list has is known only when it runs, as a rule.
const usualItems = 10;
// A branch or a loop is as much to understand as two more steps.
const decisionPoints = 2;
const mostPoints = { low: 5, medium: 15 } as const;

/** Of a checked graph; docs/nodes.md tells how. */
export function estimate(graph: Graph): Estimate {
  const flow = flowOf(graph);
  const seconds = flow.trigger ? secondsFrom(flow.trigger, flow) : 0;
  return { estimatedExecutionTime: Math.round(seconds * 10) / 10, complexity: complexityOf(graph) };
}

/** Of a node and all that follows it: of several ways the longest, and a loop's body for each of its items. */
function secondsFrom(node: GraphNode, flow: Flow): number {
  const along = (handle: string) =>
    flow.following({ nodeId: node.id, handle }).reduce((sum, next) => sum + secondsFrom(next, flow), 0);
  const handles = [...new Set(flow.ways(node.id).map(({ handle }) => handle))].filter(
    (handle) => handle !== '',
  );
  const inside =
    node.type === 'logic.forEach'
      ? itemsOf(node) * along('item') + along('done')
      : Math.max(0, ...handles.map(along));
  return ownSeconds(node) + inside + along('');
}

/** Of a list that is written out as many as it has. */
function itemsOf(node: GraphNode): number {
  const { items } = paramsOf(node);
  return Array.isArray(items) ? items.length : usualItems;
}

function ownSeconds(node: GraphNode): number {
  return nodeTypeOf(node.type)?.seconds(paramsOf(node)) ?? 0;
}

function complexityOf(graph: Graph): Estimate['complexity'] {
  const ways = graph.nodes.map((node) => handlesOf(node).length);
  const points = graph.nodes.length - 1 + decisionPoints * ways.filter((count) => count > 1).length;
  if (points <= mostPoints.low) return 'low';
  return points <= mostPoints.medium ? 'medium' : 'high';
}
