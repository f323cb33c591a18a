import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { Json } from '../../../lib/graph/graph.ts';
import { Button } from '../components/button.tsx';
import { FieldFrame, inputLook } from './field-frame.tsx';
import type { ParamProps } from './param-props.ts';

interface Asked {
  name: string;
  label: string;
  type: string;
  required: boolean;
}

const kinds = [
  ['text', 'Text'],
  ['email', 'E-mail address'],
  ['number', 'Number'],
  ['longText', 'Several lines'],
] as const;

/** What a form asks for: each field has a name that later steps know it by, and words that people read. */
export function FormFields({ field, value, error, onChange }: ParamProps) {
  const id = useId();
  const fields = fieldsOf(value);
  const change = (changed: Asked[]) => onChange(changed.map((asked) => ({ ...asked })));
  return (
    <FieldFrame field={field} error={error} id={id} grouped>
      <div className="space-y-2">
        {fields.map((asked, index) => (
          <AskedField
            // Fields have no identity but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            number={index + 1}
            asked={asked}
            onChange={(part) => change(fields.map((old, at) => (at === index ? { ...old, ...part } : old)))}
            onRemove={() => change(fields.filter((_, at) => at !== index))}
          />
        ))}
        <Button onClick={() => change([...fields, { name: '', label: '', type: 'text', required: true }])}>
          <Plus className="size-4" aria-hidden="true" />
          Add a field
        </Button>
      </div>
    </FieldFrame>
  );
}

interface AskedProps {
  number: number;
  asked: Asked;
  onChange: (part: Partial<Asked>) => void;
  onRemove: () => void;
}

function AskedField({ number, asked, onChange, onRemove }: AskedProps) {
  const look = `${inputLook(false)} h-9 pointer-coarse:h-10`;
  return (
    <div className="space-y-1.5 rounded-input border border-line bg-ground p-2">
      <div className="flex items-center gap-1">
        <input
          aria-label={`Label of field ${number}`}
          placeholder="Label"
          value={asked.label}
          onChange={({ target }) => onChange({ label: target.value })}
          className={look}
        />
        <Button
          look="quiet"
          size="icon"
          className="-mr-1 shrink-0"
          onClick={onRemove}
          aria-label={`Remove field ${number}`}
        >
          <X className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-1.5">
        <input
          aria-label={`Name of field ${number}`}
          placeholder="name"
          value={asked.name}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => onChange({ name: target.value })}
          className={`${look} font-mono text-xs sm:text-xs`}
        />
        <select
          aria-label={`Kind of field ${number}`}
          value={asked.type}
          onChange={({ target }) => onChange({ type: target.value })}
          className={look}
        >
          {kinds.map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-10">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={asked.required}
          onChange={({ target }) => onChange({ required: target.checked })}
        />
        Must be filled in
      </label>
    </div>
  );
}

const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');

function fieldsOf(value: Json | undefined): Asked[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? [
          {
            name: text(item.name),
            label: text(item.label),
            type: text(item.type),
            required: item.required === true,
          },
        ]
      : [],
  );
}
