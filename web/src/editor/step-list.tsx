import { CircleCheck, Plus, TriangleAlert } from 'lucide-react';
import type { GraphNode } from '../../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { Button } from '../components/button.tsx';
import { familyColors } from '../graph-view/family-colors.ts';
import { iconOf } from '../graph-view/node-icons.ts';
import { CredentialList } from './credential-list.tsx';
import { useEditing } from './editor-context.ts';
import { needsOf } from './needs.ts';
import { ProblemList } from './problem-list.tsx';
import { stepsInOrder } from './steps-in-order.ts';

/** The graph as a list, in the order it runs: all that the canvas does starts here too. */
export function StepList() {
  const { state, problems, openPalette } = useEditing();
  const steps = stepsInOrder(state.present.graph);
  if (steps.length === 0) return <NoSteps onAdd={openPalette} />;
  const needs = needsOf(state.present.graph);
  return (
    <div className="space-y-4 p-4">
      <div className="flex items-center justify-between">
        <h2 className="text-sm">Steps</h2>
        <Button onClick={openPalette}>
          <Plus className="size-4" aria-hidden="true" />
          Add step
        </Button>
      </div>
      <ol className="-mx-2">
        {steps.map((node) => (
          <Step key={node.id} node={node} isWrong={problems.some(({ nodeId }) => nodeId === node.id)} />
        ))}
      </ol>
      <div className="space-y-2 border-t border-line pt-4 text-xs text-muted">
        {problems.length === 0 ? (
          <p className="flex items-center gap-2">
            <CircleCheck className="size-4 shrink-0 text-accent" aria-hidden="true" />
            Ready to run.
          </p>
        ) : (
          <ProblemList />
        )}
        {needs.length > 0 && <p>This workflow needs: {needs.join(', ')}.</p>}
        <CredentialList />
      </div>
    </div>
  );
}

function NoSteps({ onAdd }: { onAdd: () => void }) {
  return (
    <div className="space-y-3 p-4">
      <h2 className="text-sm">No steps yet</h2>
      <p className="text-muted">
        Begin with what starts the workflow: a webhook, a schedule, a form or a Stripe event.
      </p>
      <Button look="primary" onClick={onAdd}>
        <Plus className="size-4" aria-hidden="true" />
        Add the first step
      </Button>
    </div>
  );
}

function Step({ node, isWrong }: { node: GraphNode; isWrong: boolean }) {
  const { dispatch } = useEditing();
  const type = nodeTypeOf(node.type);
  const Icon = iconOf(node.type);
  return (
    <li>
      <button
        type="button"
        onClick={() => dispatch({ kind: 'open', nodeId: node.id })}
        className="flex min-h-10 w-full items-center gap-3 rounded-input px-2 py-1.5 text-left transition-colors duration-150 hover:bg-sunken"
      >
        <Icon
          className={`size-4 shrink-0 ${familyColors[type?.family ?? 'action'].text}`}
          aria-hidden="true"
        />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 break-words">{node.data.label}</span>
          <span className="block truncate text-xs text-muted">{type?.title ?? node.type}</span>
        </span>
        {isWrong && (
          <>
            <TriangleAlert className="size-4 shrink-0 text-warn" aria-hidden="true" />
            <span className="sr-only">Something to put right</span>
          </>
        )}
      </button>
    </li>
  );
}
