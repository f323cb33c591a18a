import { Code, LayoutDashboard, ListTree, Plus } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useEditing } from './editor-context.ts';

/** Below the canvas of a phone: what covers its lower half, and what has no room in the bar. */
export function PhoneTabs() {
  const { state, dispatch, openPalette } = useEditing();
  const toggle = (sheet: 'steps' | 'code') =>
    dispatch({ kind: 'sheet', sheet: state.sheet === sheet ? undefined : sheet });
  return (
    <div className="flex shrink-0 border-t border-line bg-surface lg:hidden">
      <Tab
        icon={<ListTree className="size-4" aria-hidden="true" />}
        aria-expanded={state.sheet === 'steps'}
        onClick={() => toggle('steps')}
      >
        Steps
      </Tab>
      <Tab
        icon={<Code className="size-4" aria-hidden="true" />}
        aria-expanded={state.sheet === 'code'}
        onClick={() => toggle('code')}
      >
        Code
      </Tab>
      <Tab icon={<Plus className="size-4" aria-hidden="true" />} onClick={openPalette}>
        Add
      </Tab>
      <Tab
        icon={<LayoutDashboard className="size-4" aria-hidden="true" />}
        onClick={() => dispatch({ kind: 'edit', edit: { kind: 'layOut' } })}
      >
        Tidy up
      </Tab>
    </div>
  );
}

function Tab({ icon, children, ...rest }: ComponentProps<'button'> & { icon: ReactNode }) {
  return (
    <button
      type="button"
      className="flex h-12 flex-1 flex-col items-center justify-center text-xs text-muted aria-expanded:font-semibold aria-expanded:text-ink"
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}
