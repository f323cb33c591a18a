import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { Json } from '../../../lib/graph/graph.ts';
import { Button } from '../components/button.tsx';
import { FieldFrame, inputLook } from './field-frame.tsx';
import type { ParamProps } from './param-props.ts';

/** Several texts, one below the other. */
export function ListField({ field, value, error, onChange }: ParamProps) {
  const id = useId();
  const texts = textsOf(value);
  return (
    <FieldFrame field={field} error={error} id={id} grouped>
      <div className="space-y-2">
        {texts.map((text, index) => (
          // Texts have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={index} className="flex items-center gap-1">
            <input
              aria-label={`${field.label} ${index + 1}`}
              value={text}
              autoComplete="off"
              onChange={({ target }) => onChange(texts.map((old, at) => (at === index ? target.value : old)))}
              className={`${inputLook(error !== undefined)} h-9 flex-1 pointer-coarse:h-10`}
            />
            <Button
              look="quiet"
              size="icon"
              className="shrink-0"
              onClick={() => onChange(texts.filter((_, at) => at !== index))}
              aria-label={`Remove ${field.label} ${index + 1}`}
            >
              <X className="size-4" aria-hidden="true" />
            </Button>
          </div>
        ))}
        <Button onClick={() => onChange([...texts, ''])}>
          <Plus className="size-4" aria-hidden="true" />
          Add another
        </Button>
      </div>
    </FieldFrame>
  );
}

const textsOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map((text) => (typeof text === 'string' ? text : JSON.stringify(text))) : [];
