import type { Flow, Place } from './flow.ts';
import type { GraphNode } from './graph.ts';

/** Goes on whatever happened before; the other named ways are taken or not. */
export const isAlwaysTaken = (handle: string) => handle === '' || handle === 'done';

/**
 * What always runs once a place was passed: what its way leads to, what that leads to, and where all ways of a
 * branching meet again. What is left out may still always run, by a chance that conditions exclude one another.
 */
export function surelyRun(flow: Flow, handlesOf: (node: GraphNode) => readonly string[]) {
  const after = remembered((place: Place) => {
    const sure = new Set(
      place.handle === '' ? [place.nodeId] : targets(flow, place.nodeId, (handle) => handle === place.handle),
    );
    for (const node of flow.order) if (sure.has(node.id)) for (const id of from(node)) sure.add(id);
    return sure;
  });
  const meeting = remembered(({ nodeId }: Place) => {
    const node = flow.order.find(({ id }) => id === nodeId);
    const branches = node ? handlesOf(node).filter((handle) => !isAlwaysTaken(handle)) : [];
    const [first = new Set<string>(), ...others] = branches.map((handle) => after({ nodeId, handle }));
    return new Set([...first].filter((id) => others.every((other) => other.has(id))));
  });
  const from = ({ id }: GraphNode) => [
    ...targets(flow, id, isAlwaysTaken),
    ...meeting({ nodeId: id, handle: '' }),
  ];
  return after;
}

function targets(flow: Flow, nodeId: string, isTaken: (handle: string) => boolean): string[] {
  return flow.ways(nodeId).flatMap(({ handle, target }) => (isTaken(handle) ? [target.id] : []));
}

function remembered<T>(compute: (place: Place) => T): (place: Place) => T {
  const known = new Map<string, T>();
  return (place) => {
    const key = `${place.nodeId}#${place.handle}`;
    const found = known.get(key) ?? compute(place);
    known.set(key, found);
    return found;
  };
}
