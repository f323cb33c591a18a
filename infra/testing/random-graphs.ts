import fc from 'fast-check';
import { partsOf } from '../../lib/graph/check/output-parts.ts';
import { flowOf } from '../../lib/graph/flow.ts';
import type { Graph, GraphEdge, GraphNode, Json } from '../../lib/graph/graph.ts';
import { nodeTypeOf, nodeTypes } from '../../lib/graph/node-types.ts';
import { hostileTexts } from './hostile-texts.ts';
import { paramsOf } from './random-params.ts';

const triggers = nodeTypes.filter(({ family }) => family === 'trigger').map(({ type }) => type);
const steps = nodeTypes.filter(({ family }) => family !== 'trigger').map(({ type }) => type);

// Names that languages keep to themselves, or every object has.
const ids = [
  'order',
  'class',
  'constructor',
  'toString',
  'await',
  'None',
  'self',
  'run',
  'services',
  'a-b',
  'a_b',
  'event',
  'x'.repeat(64),
  'Z9',
  'import',
  'lambda',
];

interface Draft {
  id: string;
  type: string;
  cases: number;
  /** The loops whose bodies it lies in, innermost first. */
  loops: readonly string[];
}

const drawnStep = fc.record({
  type: fc.oneof(
    fc.constantFrom(...steps),
    fc.constantFrom('logic.condition', 'logic.forEach', 'logic.switch', 'logic.approval'),
  ),
  cases: fc.integer({ min: 1, max: 3 }),
  parent: fc.nat(),
  way: fc.nat(),
  /** Other nodes that lead to it as well, where their ways may. */
  others: fc.array(fc.record({ node: fc.nat(), way: fc.nat() }), { maxLength: 2 }),
  goesOn: fc.boolean(),
});
type DrawnStep = typeof drawnStep extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const shapes = fc
  .record({
    trigger: fc.constantFrom(...triggers),
    ids: fc.shuffledSubarray(ids, { minLength: ids.length, maxLength: ids.length }),
    steps: fc.array(drawnStep, { maxLength: 12 }),
  })
  .map(shapeOf);

/** Grown step by step, each from a node before it, so that all rules hold by the way it is made. */
function shapeOf(drawn: { trigger: string; ids: string[]; steps: DrawnStep[] }): {
  drafts: Draft[];
  edges: GraphEdge[];
} {
  const drafts: Draft[] = [{ id: 'trigger', type: drawn.trigger, cases: 0, loops: [] }];
  const edges: GraphEdge[] = [];
  const connect = (source: Draft, target: string, handle: string) =>
    edges.push({
      id: `e${edges.length}`,
      source: source.id,
      target,
      ...(handle === '' ? {} : { sourceHandle: handle }),
    });
  drawn.steps.forEach(({ type, cases, parent, way, others, goesOn }, index) => {
    const from = pick(drafts, parent);
    const handle = pick(handlesOf(from), way);
    const draft = { id: drawn.ids[index] ?? `step${index}`, type, cases, loops: loopsAlong(from, handle) };
    connect(from, draft.id, handle);
    for (const other of others) {
      const source = pick(drafts, other.node);
      const along = pick(handlesOf(source), other.way);
      if (loopsAlong(source, along).join() === draft.loops.join()) connect(source, draft.id, along);
    }
    drafts.push(draft);
    const [loop] = draft.loops;
    const back = handlesOf(draft).find((name) => name !== 'item');
    if (goesOn && loop !== undefined && back !== undefined) connect(draft, loop, back);
  });
  return { drafts, edges };
}

function pick<T>(items: readonly T[], chance: number): T {
  const item = items[chance % items.length];
  if (item === undefined) throw new Error('Nothing to choose from');
  return item;
}

function handlesOf({ type, cases }: Draft): readonly string[] {
  return nodeTypeOf(type)?.handles({ cases: Array(cases).fill('') }) ?? [''];
}

const loopsAlong = (from: Draft, handle: string) =>
  from.type === 'logic.forEach' && handle === 'item' ? [from.id, ...from.loops] : from.loops;

/** Graphs without any problem: loops, branches that meet again, references, and hostile words wherever words can be. */
export const validGraphs: fc.Arbitrary<Graph> = shapes.chain(({ drafts, edges }) => {
  const bare: Graph = { nodes: drafts.map((draft) => nodeOf(draft, 'x', {})), edges };
  const flow = flowOf(bare);
  const nodes = drafts.map((draft) => {
    const before = flow.before(draft.id).map(({ nodeId }) => nodeId);
    const references = before.flatMap((id) =>
      referencesTo(bare, id, flow.loopsAround(draft.id).includes(id)),
    );
    return fc
      .tuple(hostileTexts, paramsOf(draft.type, references, draft.cases))
      .map(([label, params]) => nodeOf(draft, label, params));
  });
  return fc.tuple(...nodes).map((filled) => ({ nodes: filled, edges }));
});

function nodeOf({ id, type }: Draft, label: string, params: Record<string, Json>): GraphNode {
  const nodeType = nodeTypeOf(type);
  const read = nodeType?.params.safeParse(params);
  const credentials = nodeType && read?.success ? [...nodeType.credentials(read.data)] : [];
  return { id, type, position: { x: 0, y: 0 }, data: { label, params, credentials } };
}

/** Some that a later node may write: the whole, and parts of it that there are. */
function referencesTo({ nodes }: Graph, id: string, isInBody: boolean): string[] {
  const node = nodes.find((one) => one.id === id);
  const type = node && nodeTypeOf(node.type);
  if (!(node && type) || type.sampleOutput === null) return [];
  const isOpen = node.type === 'trigger.form' || node.type === 'logic.transform';
  const parts = isOpen ? [] : (partsOf(node, type, isInBody) ?? ['any', 'items[0].price', 'größe.class']);
  return [`{{${id}}}`, ...parts.map((part) => `{{ ${id}.${part} }}`)];
}

const flaws: readonly ((graph: Graph, place: number) => Graph)[] = [
  ({ nodes, edges }, place) => ({ nodes, edges: edges.filter((_, index) => index !== place % edges.length) }),
  ({ nodes, edges }, place) => ({ nodes: nodes.filter((_, index) => index !== place % nodes.length), edges }),
  ({ nodes, edges }, place) => ({ nodes: [...nodes, pick(nodes, place)], edges }),
  ({ nodes, edges }, place) => ({ nodes, edges: [...edges, ...edges.slice(place % (edges.length + 1))] }),
  ({ nodes, edges }, place) => ({
    nodes,
    edges: [...edges, { id: 'more', source: pick(nodes, place).id, target: pick(nodes, place >> 3).id }],
  }),
  ({ nodes, edges }, place) => ({
    nodes: changed(nodes, place, (node) => ({ ...node, type: pick(nodeTypes, place).type })),
    edges,
  }),
  ({ nodes, edges }, place) => ({
    nodes: changed(nodes, place, (node) => ({ ...node, data: { ...node.data, params: {} } })),
    edges,
  }),
  ({ nodes, edges }, place) => ({
    nodes,
    edges: changed(edges, place, (edge) => ({ ...edge, sourceHandle: 'true' })),
  }),
  ({ nodes, edges }, place) => ({
    nodes,
    edges: changed(edges, place, ({ id, source, target }) => ({ id, source: target, target: source })),
  }),
];

const changed = <T>(items: readonly T[], place: number, change: (item: T) => T) =>
  items.map((item, index) => (index === place % items.length ? change(item) : item));

/** Graphs of the right shape with any problem, or none. */
export const anyGraphs: fc.Arbitrary<Graph> = fc
  .tuple(validGraphs, fc.array(fc.tuple(fc.constantFrom(...flaws), fc.nat()), { maxLength: 3 }))
  .map(([graph, drawn]) =>
    drawn.reduce((sofar, [flaw, place]) => (sofar.nodes.length > 0 ? flaw(sofar, place) : sofar), graph),
  );
