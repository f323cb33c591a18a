import { useId } from 'react';
import { FieldFrame, inputLook } from './field-frame.tsx';
import type { ParamProps } from './param-props.ts';

export function ChoiceField({ field, value, error, onChange }: ParamProps) {
  const id = useId();
  const options = field.options ?? [];
  const isKnown = options.some(([option]) => option === value);
  return (
    <FieldFrame field={field} error={error} id={id}>
      <select
        id={id}
        value={typeof value === 'string' && isKnown ? value : ''}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error || field.hint ? `${id}-note` : undefined}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        className={`${inputLook(error !== undefined)} h-9 pointer-coarse:h-10`}
      >
        {(field.optional || !isKnown) && <option value="">{field.optional ? 'As usual' : 'Choose'}</option>}
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
