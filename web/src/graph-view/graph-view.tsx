import { useMemo, useRef } from 'react';
import type { Graph } from '../../../lib/graph/graph.ts';
import { classNames } from '../components/class-names.ts';
import { drawingOf } from './drawing.ts';
import { DrawnEdge } from './drawn-edge.tsx';
import { DrawnNode } from './drawn-node.tsx';
import { edgeWords } from './edge-words.ts';
import { useWidth } from './use-width.ts';

export interface Pointing {
  /** The node that is pointed at, on the graph or in the code. */
  pointedAt: string | undefined;
  onPoint: (nodeId: string | undefined) => void;
}

interface Props extends Pointing {
  graph: Graph;
  className?: string;
}

/** A graph to look at: as wide as there is room, from left to right, and downwards on a phone. */
export function GraphView({ graph, pointedAt, onPoint, className }: Props) {
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const drawing = useMemo(() => drawingOf(graph, width), [graph, width]);
  const sources = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  // Each step is drawn a moment after the one before.
  const order = useMemo(() => orderOf(drawing.at), [drawing]);
  return (
    <section
      ref={frame}
      aria-label="The graph"
      // Wider than its frame it is scrolled, by keyboard too.
      tabIndex={drawing.width > width ? 0 : undefined}
      className={classNames('canvas-dots overflow-x-auto bg-ground', className)}
    >
      {width > 0 && (
        <div className="relative mx-auto" style={{ width: drawing.width, height: drawing.height }}>
          <ol>
            {graph.nodes.map((node) => (
              <DrawnNode
                key={node.id}
                node={node}
                graph={graph}
                drawing={drawing}
                pointed={node.id === pointedAt}
                onPoint={onPoint}
                turn={order.indexOf(node.id)}
              />
            ))}
          </ol>
          <svg className="pointer-events-none absolute inset-0 size-full overflow-visible" aria-hidden="true">
            {graph.edges.map((edge) => (
              <DrawnEdge
                key={edge.id}
                edge={edge}
                drawing={drawing}
                words={edgeWords(edge, sources.get(edge.source))}
                live={edge.source === pointedAt || edge.target === pointedAt}
                turn={order.indexOf(edge.target)}
              />
            ))}
          </svg>
        </div>
      )}
    </section>
  );
}

function orderOf(at: ReadonlyMap<string, { x: number; y: number }>): string[] {
  return [...at].sort(([, a], [, b]) => a.x - b.x || a.y - b.y).map(([id]) => id);
}
