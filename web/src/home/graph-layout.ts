import type { StepId } from './example.ts';

interface Point {
  x: number;
  y: number;
}

export interface GraphLayout {
  width: number;
  height: number;
  node: { width: number; height: number };
  /** Edges leave to the right, or downwards. */
  flow: 'right' | 'down';
  /** Top left corner of each node. */
  at: Record<StepId, Point>;
}

export const wide: GraphLayout = {
  width: 1072,
  height: 228,
  node: { width: 168, height: 56 },
  flow: 'right',
  at: {
    payment: { x: 24, y: 86 },
    customer: { x: 238, y: 86 },
    branch: { x: 452, y: 86 },
    write: { x: 666, y: 32 },
    post: { x: 880, y: 32 },
    mail: { x: 666, y: 140 },
  },
};

export const tall: GraphLayout = {
  width: 342,
  height: 452,
  node: { width: 160, height: 56 },
  flow: 'down',
  at: {
    payment: { x: 91, y: 16 },
    customer: { x: 91, y: 104 },
    branch: { x: 91, y: 192 },
    write: { x: 6, y: 292 },
    mail: { x: 176, y: 292 },
    post: { x: 6, y: 380 },
  },
};

/** Where an edge leaves one node and meets the other. */
export function endsOf(layout: GraphLayout, from: StepId, to: StepId): { start: Point; end: Point } {
  const { node, at, flow } = layout;
  if (flow === 'right') {
    return {
      start: { x: at[from].x + node.width, y: at[from].y + node.height / 2 },
      end: { x: at[to].x, y: at[to].y + node.height / 2 },
    };
  }
  return {
    start: { x: at[from].x + node.width / 2, y: at[from].y + node.height },
    end: { x: at[to].x + node.width / 2, y: at[to].y },
  };
}

/** A curve that leaves and arrives square to the nodes. */
export function curve({ start, end }: { start: Point; end: Point }, flow: GraphLayout['flow']): string {
  if (flow === 'right') {
    const bend = (end.x - start.x) / 2;
    return `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
  }
  const bend = (end.y - start.y) / 2;
  return `M${start.x} ${start.y}C${start.x} ${start.y + bend} ${end.x} ${end.y - bend} ${end.x} ${end.y}`;
}
