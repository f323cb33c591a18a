import { useState } from 'react';
import { useEditing } from './editor-context.ts';

/** The workflow's name; one that is emptied stays as it was. */
export function NameField() {
  const { state, dispatch } = useEditing();
  const { name } = state.present;
  const [typed, setTyped] = useState<string>();
  const leave = () => {
    const wanted = typed?.trim();
    setTyped(undefined);
    if (wanted) dispatch({ kind: 'edit', edit: { kind: 'rename', name: wanted } });
  };
  return (
    <input
      aria-label="Name of the workflow"
      value={typed ?? name}
      maxLength={120}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={leave}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
      className="field-sizing-content h-9 min-w-0 shrink truncate rounded-input border border-transparent bg-transparent px-2 text-base font-semibold transition-colors duration-150 hover:border-line focus:border-control pointer-coarse:h-10 sm:max-w-96 sm:text-sm"
    />
  );
}
