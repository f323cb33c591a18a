import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import type { WayEdge } from './flow-elements.ts';

// As wide as the text is at 12 px, near enough for what covers the line behind it.
const characterWidth = 6.6;
const labelHeight = 18;
const fromHandle = 10;

/** An edge, with what it means where it leaves its node: where several cross, that still can be told. */
export const WayOnCanvas = memo(function WayOnCanvas({ id, data, ...ends }: EdgeProps<WayEdge>) {
  const [path] = getBezierPath(ends);
  const words = shortened(data?.words ?? '');
  const width = words.length * characterWidth + 10;
  const left = ends.sourceX + fromHandle;
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={24} />
      {words && (
        <g className="pointer-events-none">
          <rect
            x={left}
            y={ends.sourceY - labelHeight / 2}
            width={width}
            height={labelHeight}
            rx="4"
            className="fill-ground"
          />
          <text
            x={left + width / 2}
            y={ends.sourceY + 4}
            textAnchor="middle"
            className="fill-muted text-xs select-none"
          >
            {words}
          </text>
        </g>
      )}
    </>
  );
});

const longestWords = 14;

const shortened = (words: string) =>
  words.length > longestWords ? `${words.slice(0, longestWords - 1)}…` : words;
