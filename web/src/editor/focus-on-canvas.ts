/** Brings the focus to a node that is drawn, or to the canvas when it is none. */
export function focusOnCanvas(nodeId: string): void {
  const node = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`);
  node?.focus();
}
