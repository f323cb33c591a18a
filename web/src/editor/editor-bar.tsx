import { ArrowLeft, Download, LayoutDashboard, Plus, Redo2, Undo2 } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import { Button } from '../components/button.tsx';
import { useEditing } from './editor-context.ts';
import { NameField } from './name-field.tsx';
import { SavedState } from './saved-state.tsx';
import type { Saving } from './use-saving.ts';

interface Props {
  saving: Saving;
  onExport: () => void;
}

/** Above the canvas: what it is, whether it is safe, and what is done with the whole of it. */
export function EditorBar({ saving, onExport }: Props) {
  const { state, dispatch, openPalette } = useEditing();
  const isEmpty = state.present.graph.nodes.length === 0;
  return (
    <div className="flex shrink-0 items-center gap-1 border-b border-line bg-surface px-2 py-1.5 sm:px-3">
      <Button asChild look="quiet" size="icon" className="shrink-0">
        <Link to="/dashboard" aria-label="All workflows">
          <ArrowLeft className="size-4" aria-hidden="true" />
        </Link>
      </Button>
      <NameField />
      <SavedState status={saving.status} />
      <div className="ml-auto flex shrink-0 items-center gap-0.5">
        <Tool
          label="Undo"
          keys="Control+Z"
          icon={<Undo2 className="size-4" aria-hidden="true" />}
          disabled={state.past.length === 0}
          onClick={() => dispatch({ kind: 'undo' })}
        />
        <Tool
          label="Redo"
          keys="Control+Shift+Z"
          icon={<Redo2 className="size-4" aria-hidden="true" />}
          disabled={state.future.length === 0}
          onClick={() => dispatch({ kind: 'redo' })}
        />
        <Tool
          label="Tidy up"
          className="max-sm:hidden"
          icon={<LayoutDashboard className="size-4" aria-hidden="true" />}
          disabled={isEmpty}
          onClick={() => dispatch({ kind: 'edit', edit: { kind: 'layOut' } })}
        />
        <Button onClick={openPalette} aria-keyshortcuts="/" className="mx-1 max-sm:hidden">
          <Plus className="size-4" aria-hidden="true" />
          Add step
          <kbd className="rounded-sm border border-line px-1 font-mono text-xs font-normal text-muted">/</kbd>
        </Button>
        <Button look="primary" onClick={onExport}>
          <Download className="size-4" aria-hidden="true" />
          <span className="max-sm:sr-only">Export</span>
        </Button>
      </div>
    </div>
  );
}

interface ToolProps extends Pick<ComponentProps<'button'>, 'disabled' | 'className' | 'onClick'> {
  label: string;
  keys?: string;
  icon: React.ReactNode;
}

function Tool({ label, keys, icon, ...rest }: ToolProps) {
  const title = keys ? `${label} (${keys.replace('Control', 'Ctrl')})` : label;
  return (
    <Button look="quiet" size="icon" aria-label={label} aria-keyshortcuts={keys} title={title} {...rest}>
      {icon}
    </Button>
  );
}
