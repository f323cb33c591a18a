import * as z from 'zod/mini';
import { checkGraph } from '../../graph/check/check-graph.ts';
import type { GraphProblem } from '../../graph/check/problem.ts';
import { credentialServices, type Graph, limits } from '../../graph/graph.ts';
import { layOut } from '../../graph/layout.ts';
import { nodeTypeOf, nodeTypes } from '../../graph/node-types.ts';
import { isTooDeep } from '../../platform/json-depth.ts';

const short = z.string().check(z.maxLength(64));

/** All that a model can answer: a graph without places, or that there is none. Nothing of it is ever code. */
const drawing = z.object({
  isWorkflow: z.boolean(),
  /** When it is none: why, for the person. */
  reason: z._default(z.string().check(z.maxLength(500)), ''),
  nodes: z
    .array(
      z.object({
        id: short,
        type: z.enum(nodeTypes.map(({ type }) => type)),
        label: z.string().check(z.maxLength(120)),
        params: z.record(z.string(), z.json()),
      }),
    )
    .check(z.maxLength(limits.nodes)),
  edges: z
    .array(z.object({ source: short, target: short, sourceHandle: z.optional(z.nullable(short)) }))
    .check(z.maxLength(limits.edges)),
  /** What was assumed or could not be placed, in sentences. */
  remarks: z._default(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(10)), []),
});

type Drawing = z.output<typeof drawing>;

/** The same schema as models are told it. */
export const drawingJsonSchema = () => z.toJSONSchema(drawing, { io: 'input' });

/** Which services a node needs follows from its type, not from what a model says. */
function credentialsOf(type: string, params: Drawing['nodes'][number]['params']) {
  const nodeType = nodeTypeOf(type);
  const read = nodeType && z.safeParse(nodeType.params, params);
  const needed = nodeType && read?.success ? nodeType.credentials(read.data) : [];
  return credentialServices.filter((service) => needed.includes(service));
}

function graphOf({ nodes, edges }: Drawing): Graph {
  return {
    nodes: nodes.map(({ id, type, label, params }) => ({
      id,
      type,
      position: { x: 0, y: 0 },
      data: { label, params, credentials: credentialsOf(type, params) },
    })),
    edges: edges.map((edge, index) => ({ id: `e${index + 1}`, ...edge })),
  };
}

type Read =
  | { outcome: 'graph'; graph: Graph; remarks: string[] }
  | { outcome: 'notAWorkflow'; reason: string }
  /** What is wrong with it, for the model to mend. */
  | { outcome: 'faulty'; faults: string[] };

const faultOf = ({ path, message }: Pick<GraphProblem, 'path' | 'message'>) => `${path}: ${message}`;

/** Of what is no workflow there is nothing to draw, and models leave that away. */
const refusal = z.extend(z.pick(drawing, { reason: true }), { isWorkflow: z.literal(false) });

/** Takes a model's answer only as a graph that could become code. */
export function readDrawing(answer: unknown): Read {
  if (isTooDeep(answer)) return { outcome: 'faulty', faults: ['It is nested too deeply.'] };
  const refused = z.safeParse(refusal, answer);
  if (refused.success) return { outcome: 'notAWorkflow', reason: refused.data.reason };
  const read = z.safeParse(drawing, answer);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => faultOf({ path: path.join('.'), message }));
    return { outcome: 'faulty', faults };
  }
  const { graph, problems } = checkGraph(graphOf(read.data));
  return graph
    ? { outcome: 'graph', graph: layOut(graph), remarks: read.data.remarks }
    : { outcome: 'faulty', faults: problems.map(faultOf) };
}
