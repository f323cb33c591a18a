import { type Flow, flowOf, type Place } from './flow.ts';
import type { Graph, GraphNode } from './graph.ts';
import { handlesOf, paramsOf } from './node-params.ts';
import type { Program, Statement } from './program.ts';
import { type Branch, statementOf } from './statement-of.ts';
import { isAlwaysTaken, surelyRun } from './surely-run.ts';

/** A node in a block; one that is not always reached there has a block of its own, which waits for its flag. */
interface Member {
  node: GraphNode;
  guarded: boolean;
}

/**
 * A checked graph as a structured program: each node once, in the block of the way by which alone it is reached, and
 * where several ways meet again after what parted them.
 */
export function buildProgram(graph: Graph): Program {
  const flow = flowOf(graph);
  const { trigger } = flow;
  if (!trigger) throw new Error('A graph without a trigger is no program');
  const { id, type, data } = trigger;
  return {
    trigger: { nodeId: id, label: data.label, type, params: paramsOf(trigger) },
    body: blocksOf(flow, id)({ nodeId: id, handle: '' }),
  };
}

function blocksOf(flow: Flow, triggerId: string): Branch {
  const surely = surelyRun(flow, handlesOf);
  const position = new Map(flow.order.map(({ id }, index) => [id, index]));
  const guarded = new Set(
    flow.order.filter(({ id }) => isUncertain(id, flow, surely)).map((node) => node.id),
  );

  const sequence = (members: readonly Member[]) =>
    members
      .toSorted((a, b) => (position.get(a.node.id) ?? 0) - (position.get(b.node.id) ?? 0))
      .flatMap((member) => (member.guarded ? [waiting(member.node)] : plain(member.node)));

  const waiting = (node: GraphNode): Statement => ({
    ...ofNode(node),
    kind: 'whenReached',
    flag: node.id,
    body: sequence([{ node, guarded: false }, ...membersAfter(node)]),
  });

  const plain = (node: GraphNode): Statement[] => [
    statementOf(node, triggerId, block),
    ...marks(node.id, isAlwaysTaken),
  ];

  const membersOf = (place: Place): Member[] =>
    flow
      .following(place)
      .flatMap((node) =>
        guarded.has(node.id) ? [{ node, guarded: true }] : [{ node, guarded: false }, ...membersAfter(node)],
      );

  const membersAfter = ({ id }: GraphNode): Member[] =>
    ['', 'done'].flatMap((handle) => membersOf({ nodeId: id, handle }));

  const marks = (nodeId: string, isTaken: (handle: string) => boolean): Statement[] =>
    flow
      .ways(nodeId)
      .filter(({ handle, target }) => isTaken(handle) && guarded.has(target.id))
      .map(({ target }) => ({ ...ofNode(target), kind: 'reached', flag: target.id }));

  const block: Branch = (place) => [
    ...sequence(membersOf(place)),
    ...marks(place.nodeId, (handle) => handle === place.handle),
  ];
  return block;
}

const ofNode = ({ id, data }: GraphNode) => ({ nodeId: id, label: data.label });

function isUncertain(nodeId: string, flow: Flow, surely: ReturnType<typeof surelyRun>): boolean {
  const [nearest] = flow.before(nodeId);
  return nearest !== undefined && !surely(nearest).has(nodeId);
}
