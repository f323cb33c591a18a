import { useEffect, useEffectEvent } from 'react';

interface Shortcuts {
  undo: () => void;
  redo: () => void;
  save: () => void;
  add: () => void;
}

/** Of the whole editor. `/` is left to fields, and everything but saving to an open dialog. */
export function useShortcuts({ undo, redo, save, add }: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const does = meant(event);
    if (!does) return;
    event.preventDefault();
    ({ undo, redo, save, add })[does]();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function meant(event: KeyboardEvent): keyof Shortcuts | undefined {
  const key = event.key.toLowerCase();
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isCommand && key === 's') return 'save';
  if (document.querySelector('dialog[open]')) return undefined;
  if (isCommand && key === 'z') return event.shiftKey ? 'redo' : 'undo';
  if (isCommand && key === 'y') return 'redo';
  return key === '/' && !isCommand && !isField(event.target) ? 'add' : undefined;
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
