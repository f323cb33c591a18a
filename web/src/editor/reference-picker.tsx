import { Braces } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useMemo } from 'react';
import { isTrigger } from '../../../lib/graph/flow.ts';
import type { GraphNode } from '../../../lib/graph/graph.ts';
import { useEditing } from './editor-context.ts';
import { offeredReferences } from './references.ts';

interface Props {
  node: GraphNode;
  /** Of the field that it is for. */
  label: string;
  onPick: (reference: string) => void;
}

/** Offers what earlier steps bring about, and puts a reference to it into a field. */
export function ReferencePicker({ node, label, onPick }: Props) {
  // Nothing runs before a trigger.
  if (isTrigger(node)) return null;
  return (
    // Not modal: a modal menu locks scrolling by a style element, which the policy refuses.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`Insert a value into ${label}`}
        title="Insert a value of an earlier step"
        className="grid size-8 shrink-0 place-items-center rounded-input text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken pointer-coarse:size-10"
      >
        <Braces className="size-4" aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          // A long list scrolls by keyboard before any of it is highlighted.
          tabIndex={0}
          className="z-40 max-h-80 w-76 animate-float-in overflow-y-auto rounded-card border border-line bg-surface p-1.5 shadow-float"
        >
          <Offers nodeId={node.id} onPick={onPick} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Offers({ nodeId, onPick }: { nodeId: string; onPick: Props['onPick'] }) {
  const { graph } = useEditing().state.present;
  const steps = useMemo(() => offeredReferences(graph, nodeId), [graph, nodeId]);
  if (steps.length === 0) {
    return <p className="px-2.5 py-2 text-muted">No step that always runs before this one has a value.</p>;
  }
  return steps.map(({ node, references }) => (
    <DropdownMenu.Group key={node.id}>
      <DropdownMenu.Label className="truncate px-2.5 pt-2 pb-1 text-xs text-muted">
        {node.data.label}
      </DropdownMenu.Label>
      {references.map(({ text, path, sample }) => (
        <DropdownMenu.Item
          key={text}
          textValue={path}
          onSelect={() => onPick(text)}
          className="flex min-h-8 cursor-pointer items-baseline gap-3 rounded-input px-2.5 py-1.5 outline-none select-none data-highlighted:bg-sunken pointer-coarse:min-h-10"
        >
          <span className="shrink-0 font-mono text-xs">{path}</span>
          <span className="ml-auto min-w-0 truncate text-xs text-muted">{sample}</span>
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Group>
  ));
}
