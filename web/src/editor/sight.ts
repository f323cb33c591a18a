import type { ReactFlowInstance } from '@xyflow/react';
import type { Point } from './adding.ts';
import type { StepNode, WayEdge } from './flow-elements.ts';

type Flow = ReactFlowInstance<StepNode, WayEdge> | undefined;

const motionMs = 160;

/** Moves the canvas so that a node is in its middle, unless it is in sight anyway. */
export function bringIntoView(flow: Flow, nodeId: string): void {
  // After the panel that opened has taken its room from the canvas.
  requestAnimationFrame(() => {
    const frame = document.querySelector('.react-flow')?.getBoundingClientRect();
    const node = document.querySelector(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`);
    const box = node?.getBoundingClientRect();
    if (!(flow && frame && box) || isWithin(box, frame)) return;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    const { x, y } = flow.screenToFlowPosition(middle, { snapToGrid: false });
    void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: isStill ? 0 : motionMs });
  });
}

function isWithin(box: DOMRect, frame: DOMRect): boolean {
  return (
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  );
}

/** The place on the canvas that its middle shows. */
export function middleOf(flow: Flow): Point {
  const frame = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (!(flow && frame)) return { x: 0, y: 0 };
  const { x, y } = flow.screenToFlowPosition({
    x: (frame.left + frame.right) / 2,
    y: (frame.top + frame.bottom) / 2,
  });
  return { x: x - 110, y: y - 36 };
}
