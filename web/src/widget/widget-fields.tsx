import { useId } from 'react';
import { TextArea } from '../components/text-area.tsx';
import { TextField } from '../components/text-field.tsx';
import type { WidgetForm } from './widget-words.ts';

interface Props {
  form: WidgetForm;
  faultOf: (field: string) => string | undefined;
  onChange: (change: Partial<WidgetForm>) => void;
}

export function WidgetFields({ form, faultOf, onChange }: Props) {
  return (
    <div className="min-w-0 space-y-5">
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={form.enabled}
          onChange={({ target }) => onChange({ enabled: target.checked })}
        />
        Shown on your site
      </label>
      <TextField
        label="Title"
        value={form.title}
        maxLength={60}
        error={faultOf('title')}
        onChange={({ target }) => onChange({ title: target.value })}
      />
      <TextArea
        label="Greeting"
        value={form.greeting}
        rows={3}
        maxLength={300}
        error={faultOf('greeting')}
        onChange={({ target }) => onChange({ greeting: target.value })}
      />
      <div className="flex flex-wrap items-start gap-x-8 gap-y-5">
        <ColorField color={form.accentColor} onChange={(accentColor) => onChange({ accentColor })} />
        <PositionChoice position={form.position} onChange={(position) => onChange({ position })} />
      </div>
      <TextArea
        label="Sites that may show it"
        hint="One address a line, ten at most: https://shop.example"
        value={form.sites}
        rows={3}
        spellCheck={false}
        error={faultOf('allowedOrigins')}
        onChange={({ target }) => onChange({ sites: target.value })}
      />
    </div>
  );
}

function ColorField({ color, onChange }: { color: string; onChange: (color: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block pb-1.5 font-semibold">
        Color
      </label>
      <span className="flex items-center gap-3">
        <input
          id={id}
          type="color"
          value={color}
          onChange={({ target }) => onChange(target.value)}
          className="h-11 w-16 cursor-pointer rounded-input border border-control bg-surface p-1"
        />
        <span className="font-mono text-xs text-muted">{color}</span>
      </span>
    </div>
  );
}

interface PositionProps {
  position: WidgetForm['position'];
  onChange: (position: WidgetForm['position']) => void;
}

function PositionChoice({ position, onChange }: PositionProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="pb-1.5 font-semibold">Corner</legend>
      <div className="flex gap-5">
        {(['left', 'right'] as const).map((side) => (
          <label key={side} className="flex h-11 cursor-pointer items-center gap-2">
            <input
              type="radio"
              name={name}
              className="size-4 accent-accent"
              checked={position === side}
              onChange={() => onChange(side)}
            />
            {side === 'left' ? 'Left' : 'Right'}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
