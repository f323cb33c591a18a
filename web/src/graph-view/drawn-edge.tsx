import type { GraphEdge } from '../../../lib/graph/graph.ts';
import { classNames } from '../components/class-names.ts';
import { type Drawing, type EdgePath, pathOf } from './drawing.ts';
import { turnDelay } from './turn-delay.ts';

interface Props {
  edge: GraphEdge;
  drawing: Drawing;
  words: string;
  /** Leads from or to what is pointed at. */
  live: boolean;
  /** When it is drawn: its place in the order of the steps. */
  turn: number;
}

export function DrawnEdge({ edge, drawing, words, live, turn }: Props) {
  const path = pathOf(drawing, edge.source, edge.target);
  if (!path) return null;
  return (
    <g className="animate-drawn" style={turnDelay(turn)}>
      <path
        d={path.d}
        fill="none"
        strokeWidth={live ? 2 : 1.5}
        className={classNames('transition-colors duration-150', live ? 'stroke-accent' : 'stroke-control')}
      />
      <circle
        cx={path.start.x}
        cy={path.start.y}
        r="4"
        strokeWidth="1.5"
        className={classNames('fill-surface', live ? 'stroke-accent' : 'stroke-control')}
      />
      {words !== '' && <EdgeWords words={words} middle={path.middle} />}
    </g>
  );
}

/** A case can be any text: as much of it as there is room for. */
const longestWords = 9;
const letterWidth = 6.3;

function EdgeWords({ words, middle }: { words: string; middle: EdgePath['middle'] }) {
  const shown = words.length > longestWords ? `${words.slice(0, longestWords - 1)}\u2026` : words;
  const width = shown.length * letterWidth + 8;
  return (
    <>
      <rect
        x={middle.x - width / 2}
        y={middle.y - 9}
        width={width}
        height="18"
        rx="4"
        className="fill-ground"
      />
      <text x={middle.x} y={middle.y + 4} textAnchor="middle" className="fill-muted text-xs">
        {shown}
      </text>
    </>
  );
}
