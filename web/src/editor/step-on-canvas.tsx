import { Handle, type NodeProps, Position } from '@xyflow/react';
import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { isTrigger } from '../../../lib/graph/flow.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { classNames } from '../components/class-names.ts';
import { familyColors } from '../graph-view/family-colors.ts';
import { iconOf } from '../graph-view/node-icons.ts';
import { type StepNode, wayTop } from './flow-elements.ts';
import { wayWords } from './ways.ts';

/** A node as it stands on the canvas. */
export const StepOnCanvas = memo(function StepOnCanvas({ data, selected }: NodeProps<StepNode>) {
  const { node, ways, problems } = data;
  const type = nodeTypeOf(node.type);
  const colors = familyColors[type?.family ?? 'action'];
  const Icon = iconOf(node.type);
  const [firstProblem] = problems;
  return (
    <div
      title={firstProblem}
      className={classNames(
        'flex size-full items-center gap-3 rounded-card border bg-surface pr-3 pl-4 transition-colors duration-150',
        selected ? 'border-accent ring-1 ring-accent' : firstProblem ? 'border-warn' : 'border-control/60',
      )}
    >
      <span className={classNames('absolute inset-y-2.5 left-0 w-0.75 rounded-full', colors.background)} />
      {!isTrigger(node) && <Handle type="target" position={Position.Left} />}
      <Icon className={classNames('size-4 shrink-0', colors.text)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 text-[13px] leading-4 font-semibold break-words">{node.data.label}</p>
        <p className="truncate pt-0.5 text-xs text-muted">{type?.title ?? node.type}</p>
      </div>
      {firstProblem && <TriangleAlert className="size-4 shrink-0 text-warn" aria-hidden="true" />}
      {ways.map((way, index) => (
        <Handle
          key={way}
          id={way || null}
          type="source"
          position={Position.Right}
          title={wayWords(node, way) || 'then'}
          style={{ top: wayTop(index, ways.length) }}
        />
      ))}
    </div>
  );
});
