import type { Graph, GraphEdge, GraphNode } from '../../graph/graph.ts';
import { layOut } from '../../graph/layout.ts';
import { nodeTypeOf } from '../../graph/node-types.ts';
import type { Step } from './plan.ts';

/** A way that is open: the next node is where it leads. */
interface Open {
  source: string;
  handle: string;
}

interface Drawing {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

function nodeOf({ id, type, label, params }: Step): GraphNode {
  const known = nodeTypeOf(type);
  const read = known?.params.safeParse(params);
  const credentials = known && read?.success ? [...known.credentials(read.data)] : [];
  return { id, type, position: { x: 0, y: 0 }, data: { label, params, credentials } };
}

function edgeOf({ source, handle }: Open, target: string): GraphEdge {
  const sourceHandle = handle === '' ? {} : { sourceHandle: handle };
  return { id: [source, handle, target].filter(Boolean).join('-'), source, target, ...sourceHandle };
}

const before = (step: Step, handle: string): Open[] => [{ source: step.id, handle }];

function conditionExits(step: Step, drawing: Drawing): Open[] {
  const whenTrue = drawSteps(step.ways?.true ?? [], before(step, 'true'), drawing);
  const joined = step.joins ? whenTrue : [];
  const whenFalse = drawSteps(step.ways?.false ?? [], [...before(step, 'false'), ...joined], drawing);
  return step.joins ? whenFalse : [...whenTrue, ...whenFalse];
}

function switchExits(step: Step, drawing: Drawing): Open[] {
  const { default: otherwise = [], ...cases } = step.ways ?? {};
  return Object.entries({ ...cases, default: otherwise }).flatMap(([handle, steps]) =>
    drawSteps(steps, before(step, handle), drawing),
  );
}

/** What was declined goes no further, unless the sentence says how. */
function approvalExits(step: Step, drawing: Drawing): Open[] {
  const approved = drawSteps(step.ways?.approved ?? [], before(step, 'approved'), drawing);
  const { declined } = step.ways ?? {};
  return declined ? [...approved, ...drawSteps(declined, before(step, 'declined'), drawing)] : approved;
}

function exitsOf(step: Step, drawing: Drawing): Open[] {
  switch (step.type) {
    case 'logic.condition':
      return conditionExits(step, drawing);
    case 'logic.switch':
      return switchExits(step, drawing);
    case 'logic.approval':
      return approvalExits(step, drawing);
    case 'logic.forEach':
      drawSteps(step.ways?.item ?? [], before(step, 'item'), drawing);
      return before(step, 'done');
    default:
      return before(step, '');
  }
}

function drawSteps(steps: readonly Step[], entries: readonly Open[], drawing: Drawing): Open[] {
  let open = [...entries];
  for (const step of steps) {
    drawing.nodes.push(nodeOf(step));
    drawing.edges.push(...open.map((way) => edgeOf(way, step.id)));
    open = exitsOf(step, drawing);
  }
  return open;
}

/** The graph of a plan, its nodes in the order in which the sentence tells of them. */
export function drawGraph(steps: readonly Step[]): Graph {
  const drawing: Drawing = { nodes: [], edges: [] };
  drawSteps(steps, [], drawing);
  return layOut(drawing);
}
