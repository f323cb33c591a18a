import { ArrowLeft, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { GraphNode } from '../../../lib/graph/graph.ts';
import type { NodeType } from '../../../lib/graph/node-type.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { Button } from '../components/button.tsx';
import { familyColors } from '../graph-view/family-colors.ts';
import { iconOf } from '../graph-view/node-icons.ts';
import { Connections } from './connections.tsx';
import { useEditing } from './editor-context.ts';
import { inputLook } from './field-frame.tsx';
import { focusBeside, focusOnCanvas } from './focus-on-canvas.ts';
import { needsOfStep } from './needs.ts';
import { ParamField } from './param-field.tsx';
import { otherProblems } from './param-problems.ts';

/** The selected step: what it is called, what it does with what, and where it leads. */
export function StepForm({ node }: { node: GraphNode }) {
  const { state, dispatch, problems } = useEditing();
  const type = nodeTypeOf(node.type);
  const needs = needsOfStep(node);
  const close = () => {
    dispatch({ kind: 'select', nodes: [], edges: [] });
    focusOnCanvas(node.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  const remove = () => {
    dispatch({ kind: 'edit', edit: { kind: 'remove', nodes: [node.id], edges: [] } });
    dispatch({ kind: 'sheet', sheet: 'steps' });
    focusBeside(state.present.graph, [node.id]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the form from any of its fields
    <div onKeyDown={onKeyDown} onBlur={() => dispatch({ kind: 'rest' })} className="space-y-4 p-4">
      <Button look="quiet" className="-mt-2 -ml-3 text-muted" onClick={close}>
        <ArrowLeft className="size-4" aria-hidden="true" />
        All steps
      </Button>
      {type && <Kind type={type} />}
      <LabelField node={node} />
      {otherProblems(problems, node.id).map(({ path, message }) => (
        <p key={`${path} ${message}`} className="rounded-input bg-warn-soft px-3 py-2 text-xs">
          {message}.
        </p>
      ))}
      {type?.fields.map((field) => (
        <ParamField key={field.name} node={node} field={field} />
      ))}
      {needs.length > 0 && <p className="text-xs text-muted">Needs an account of: {needs.join(', ')}.</p>}
      <Connections node={node} />
      <div className="flex items-center justify-between gap-2 border-t border-line pt-3">
        <code className="truncate font-mono text-xs text-muted">{node.id}</code>
        <Button look="quiet" className="text-danger" onClick={remove}>
          <Trash2 className="size-4" aria-hidden="true" />
          Delete step
        </Button>
      </div>
    </div>
  );
}

function Kind({ type }: { type: NodeType }) {
  const Icon = iconOf(type.type);
  return (
    <div className="flex items-start gap-3">
      <Icon className={`mt-0.5 size-4 shrink-0 ${familyColors[type.family].text}`} aria-hidden="true" />
      <div>
        <h2 className="text-sm">{type.title}</h2>
        <p className="text-xs text-muted">{type.summary}</p>
      </div>
    </div>
  );
}

function LabelField({ node }: { node: GraphNode }) {
  const { state, dispatch } = useEditing();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Asked for by keyboard, or just added; a click on the canvas leaves the focus there.
    if (state.opened > 0) input.current?.focus();
  }, [state.opened]);
  return (
    <div>
      <label htmlFor={id} className="flex min-h-8 items-center font-semibold">
        What it is called
      </label>
      <input
        ref={input}
        id={id}
        value={node.data.label}
        maxLength={120}
        autoComplete="off"
        onChange={({ target }) =>
          dispatch({ kind: 'edit', edit: { kind: 'label', nodeId: node.id, label: target.value } })
        }
        className={`${inputLook(false)} h-9 pointer-coarse:h-10`}
      />
    </div>
  );
}
