import type { Graph } from '../../../lib/graph/graph.ts';

/** Brings the focus to a node that is drawn. */
export function focusOnCanvas(nodeId: string): void {
  const node = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`);
  node?.focus();
}

/** Of nodes that are removed, the focus goes to one that leads to them, or else to where the workflow begins. */
export function focusBeside({ nodes, edges }: Graph, removed: readonly string[]): void {
  if (removed.length === 0) return;
  const isLeft = (id: string) => !removed.includes(id);
  const before = edges.find(({ source, target }) => removed.includes(target) && isLeft(source))?.source;
  const next = before ?? nodes.find(({ id }) => isLeft(id))?.id;
  if (next !== undefined) focusOnCanvas(next);
}
