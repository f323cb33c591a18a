import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { NodeType } from '../../../lib/graph/node-type.ts';
import { familyColors } from '../graph-view/family-colors.ts';
import { iconOf } from '../graph-view/node-icons.ts';
import { useEditing } from './editor-context.ts';
import { familyNames, paletteChoices } from './palette-choices.ts';

interface Props {
  onChoose: (type: NodeType) => void;
  onClose: () => void;
}

/** Every kind of step, found by a word and added by Enter. */
export function Palette({ onChoose, onClose }: Props) {
  const { graph } = useEditing().state.present;
  const dialog = useRef<HTMLDialogElement>(null);
  const [sought, setSought] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const choices = paletteChoices(graph, sought);
  const current = choices[Math.min(active, choices.length - 1)];
  const move = (step: number) => setActive((active + step + choices.length) % Math.max(choices.length, 1));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step !== undefined) move(step);
    else if (current) onChoose(current);
  };
  return (
    <dialog
      ref={dialog}
      aria-label="Add a step"
      onClose={onClose}
      // A press beside it closes it; what is within it covers it wholly.
      onClick={({ target }) => target === dialog.current && onClose()}
      onKeyDown={() => {}}
      className="mx-auto mt-[12vh] w-[calc(100%-2rem)] max-w-lg overflow-hidden rounded-card border border-line bg-surface text-ink shadow-float backdrop:bg-black/30 open:animate-float-in"
    >
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current && `${id}-${current.type}`}
        aria-label="Find a step"
        placeholder="Find a step: mail, Stripe, wait…"
        autoComplete="off"
        value={sought}
        onChange={({ target }) => {
          setSought(target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Steps"
        className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5"
      >
        {choices.map((type, index) => (
          <div key={type.type} role="presentation">
            {type.family !== choices[index - 1]?.family && (
              <p className="px-2.5 pt-2 pb-1 text-xs text-muted">{familyNames[type.family]}</p>
            )}
            <Choice
              id={`${id}-${type.type}`}
              type={type}
              active={type === current}
              onPoint={() => setActive(index)}
              onChoose={() => onChoose(type)}
            />
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className="px-4 pb-5 text-muted">No step is called that.</p>}
    </dialog>
  );
}

interface ChoiceProps {
  id: string;
  type: NodeType;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Choice({ id, type, active, onPoint, onChoose }: ChoiceProps) {
  const option = useRef<HTMLDivElement>(null);
  const Icon = iconOf(type.type);
  useEffect(() => {
    if (active) option.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // The keys are the search field's.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={active}
      onMouseMove={onPoint}
      onClick={onChoose}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-input px-2.5 py-1.5 aria-selected:bg-sunken"
    >
      <Icon className={`size-4 shrink-0 ${familyColors[type.family].text}`} aria-hidden="true" />
      <span className="min-w-0">
        <span className="font-semibold">{type.title}</span>
        <span className="block text-xs text-muted">{type.summary}</span>
      </span>
    </div>
  );
}
