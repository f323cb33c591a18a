import type { Graph } from '../../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { classNames } from '../components/class-names.ts';
import { drawingOf, pathOf } from './drawing.ts';
import { familyColors } from './family-colors.ts';

/** Wide enough for any graph to go to the right. */
const sketchWidth = 1000;
const margin = 8;

/** The shape of a graph and nothing of its words. */
export function GraphSketch({ graph, className }: { graph: Graph; className?: string }) {
  const drawing = drawingOf(graph, sketchWidth);
  const { width, height, node } = drawing;
  return (
    <svg
      viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`}
      className={className}
      aria-hidden="true"
    >
      {graph.edges.map((edge) => (
        <path
          key={edge.id}
          d={pathOf(drawing, edge.source, edge.target)?.d}
          fill="none"
          strokeWidth="4"
          className="stroke-control"
        />
      ))}
      {graph.nodes.map(({ id, type }) => (
        <g key={id} transform={`translate(${drawing.at.get(id)?.x} ${drawing.at.get(id)?.y})`}>
          <rect {...node} rx="14" strokeWidth="3" className="fill-surface stroke-control" />
          <rect
            x="22"
            y={node.height / 2 - 12}
            width="24"
            height="24"
            rx="6"
            className={classNames(familyColors[nodeTypeOf(type)?.family ?? 'action'].fill)}
          />
          <rect
            x="62"
            y={node.height / 2 - 6}
            width={Math.max(node.width - 92, 20)}
            height="12"
            rx="6"
            className="fill-line"
          />
        </g>
      ))}
    </svg>
  );
}
