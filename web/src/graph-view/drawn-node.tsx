import type { Graph, GraphNode } from '../../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { classNames } from '../components/class-names.ts';
import type { Drawing } from './drawing.ts';
import { familyColors } from './family-colors.ts';
import { leadsTo } from './leads-to.ts';
import { iconOf } from './node-icons.ts';
import { turnDelay } from './turn-delay.ts';

interface Props {
  node: GraphNode;
  graph: Graph;
  drawing: Drawing;
  pointed: boolean;
  onPoint: (nodeId: string | undefined) => void;
  turn: number;
}

/** A step as a button: pointing at it, or pressing it, lights up its lines in the code. */
export function DrawnNode({ node, graph, drawing, pointed, onPoint, turn }: Props) {
  const type = nodeTypeOf(node.type);
  const colors = familyColors[type?.family ?? 'action'];
  const Icon = iconOf(node.type);
  const at = drawing.at.get(node.id);
  return (
    <li
      className="absolute animate-drawn"
      style={{ left: at?.x, top: at?.y, ...drawing.node, ...turnDelay(turn) }}
    >
      <button
        type="button"
        aria-pressed={pointed}
        onMouseEnter={() => onPoint(node.id)}
        onMouseLeave={() => onPoint(undefined)}
        onFocus={() => onPoint(node.id)}
        onBlur={() => onPoint(undefined)}
        className={classNames(
          'flex size-full items-center gap-2.5 rounded-card border bg-surface pr-2.5 pl-3.5 text-left transition-colors duration-150',
          pointed ? 'border-accent ring-1 ring-accent' : 'border-line',
        )}
      >
        <span className={classNames('absolute inset-y-2.5 left-0 w-[3px] rounded-full', colors.background)} />
        <Icon className={classNames('size-4 shrink-0', colors.text)} aria-hidden="true" />
        <span className="min-w-0">
          <span className="line-clamp-2 text-[13px] leading-4 font-semibold" title={node.data.label}>
            {node.data.label}
          </span>
          <span className="block truncate text-xs text-muted">{type?.title ?? node.type}</span>
          <span className="sr-only">{leadsTo(graph, node)}</span>
        </span>
      </button>
    </li>
  );
}
