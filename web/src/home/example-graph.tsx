import { classNames } from '../components/class-names.ts';
import { edges, familyColors, type Step, type StepId, steps } from './example.ts';
import { curve, endsOf, type GraphLayout } from './graph-layout.ts';

interface Props {
  layout: GraphLayout;
  pointedAt: StepId | undefined;
  onPoint: (step: StepId | undefined) => void;
  className?: string;
}

const description =
  'A graph of six steps. Payment failed leads to find the customer, then to the branch "owes over $100?". Yes leads to write a reminder and post in #billing, no to send the usual mail.';

export function ExampleGraph({ layout, pointedAt, onPoint, className }: Props) {
  return (
    <svg
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={description}
      className={className}
    >
      {steps.map((step) => (
        <Node key={step.id} layout={layout} step={step} pointed={pointedAt === step.id} onPoint={onPoint} />
      ))}
      {edges.map((edge) => (
        <Edge key={`${edge.from}-${edge.to}`} layout={layout} edge={edge} />
      ))}
    </svg>
  );
}

function Edge({ layout, edge }: { layout: GraphLayout; edge: (typeof edges)[number] }) {
  const ends = endsOf(layout, edge.from, edge.to);
  const middle = { x: (ends.start.x + ends.end.x) / 2, y: (ends.start.y + ends.end.y) / 2 };
  return (
    <g>
      <path
        d={curve(ends, layout.flow)}
        fill="none"
        strokeWidth={edge.live ? 2 : 1.5}
        className={edge.live ? 'stroke-accent' : 'stroke-control'}
      />
      {edge.label && (
        <g>
          <rect x={middle.x - 13} y={middle.y - 9} width="26" height="18" rx="4" className="fill-ground" />
          <text x={middle.x} y={middle.y + 4} textAnchor="middle" className="fill-muted text-xs">
            {edge.label}
          </text>
        </g>
      )}
      <circle
        cx={ends.start.x}
        cy={ends.start.y}
        r="4"
        strokeWidth="1.5"
        className={classNames('fill-surface', edge.live ? 'stroke-accent' : 'stroke-control')}
      />
    </g>
  );
}

interface NodeProps {
  layout: GraphLayout;
  step: Step;
  pointed: boolean;
  onPoint: (step: StepId | undefined) => void;
}

function Node({ layout, step, pointed, onPoint }: NodeProps) {
  const { x, y } = layout.at[step.id];
  const { width, height } = layout.node;
  const colors = familyColors[step.family];
  const Icon = step.icon;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up the matching words and code, which say the same.
    <g
      transform={`translate(${x} ${y})`}
      onMouseEnter={() => onPoint(step.id)}
      onMouseLeave={() => onPoint(undefined)}
    >
      <rect
        x="0.5"
        y="0.5"
        width={width - 1}
        height={height - 1}
        rx="8"
        className={classNames(
          'fill-surface transition-colors duration-150',
          pointed ? 'stroke-accent' : 'stroke-line',
        )}
        strokeWidth={pointed ? 2 : 1}
      />
      <rect x="0" y="10" width="3" height={height - 20} rx="1.5" className={colors.fill} />
      <Icon x="14" y={height / 2 - 8} width="16" height="16" className={colors.text} aria-hidden="true" />
      <text x="40" y={height / 2 - 3} className="fill-ink text-[13px] font-semibold">
        {step.title}
      </text>
      <text x="40" y={height / 2 + 14} className="fill-muted text-xs">
        {step.place}
      </text>
    </g>
  );
}
