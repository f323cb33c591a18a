import { useEffect, useEffectEvent } from 'react';

interface Shortcuts {
  undo: () => void;
  redo: () => void;
  save: () => void;
  add: () => void;
  remove: () => void;
}

/** Of the whole editor. `/` is left to fields, and everything but saving to an open dialog; only the canvas removes. */
export function useShortcuts({ undo, redo, save, add, remove }: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const does = meant(event);
    if (!does) return;
    event.preventDefault();
    ({ undo, redo, save, add, remove })[does]();
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
  if (!isCommand && (key === 'delete' || key === 'backspace'))
    return isOnCanvas(event.target) ? 'remove' : undefined;
  return key === '/' && !isCommand && !isField(event.target) ? 'add' : undefined;
}

/** What was clicked and takes no focus, an edge say, leaves it with the body. */
const isOnCanvas = (target: EventTarget | null) =>
  target === document.body || (target instanceof Element && target.closest('.react-flow') !== null);

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
