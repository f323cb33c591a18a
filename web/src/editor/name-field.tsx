import { useRef, useState } from 'react';
import { useEditing } from './editor-context.ts';

/** The workflow's name, which follows what is typed; one that is emptied goes back to what it was. */
export function NameField() {
  const { state, dispatch } = useEditing();
  const { name } = state.present;
  const [typed, setTyped] = useState<string>();
  const before = useRef(name);
  const rename = (wanted: string) => dispatch({ kind: 'edit', edit: { kind: 'rename', name: wanted } });
  const type = (text: string) => {
    setTyped(text);
    if (text.trim() !== '') rename(text.trim());
  };
  const leave = () => {
    if (typed?.trim() === '') rename(before.current);
    setTyped(undefined);
    dispatch({ kind: 'rest' });
  };
  // What undo brought back stands above what was typed.
  const shown = typed !== undefined && ['', name].includes(typed.trim()) ? typed : name;
  return (
    <input
      aria-label="Name of the workflow"
      value={shown}
      maxLength={120}
      autoComplete="off"
      spellCheck={false}
      onFocus={() => {
        before.current = name;
      }}
      onChange={({ target }) => type(target.value)}
      onBlur={leave}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
      className="field-sizing-content h-9 min-w-0 shrink truncate rounded-input border border-transparent bg-transparent px-2 text-base font-semibold transition-colors duration-150 hover:border-line focus:border-control pointer-coarse:h-10 sm:max-w-96 sm:text-sm"
    />
  );
}
