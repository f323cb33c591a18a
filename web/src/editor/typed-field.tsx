import { useId, useRef } from 'react';
import { FieldFrame, inputLook } from './field-frame.tsx';
import { inserted } from './inserted.ts';
import type { ParamProps } from './param-props.ts';
import { ReferencePicker } from './reference-picker.tsx';
import { useWritten } from './use-written.ts';
import { shownValue, typedValue } from './written-values.ts';

/** A parameter that is typed: a text, with references to earlier steps where wanted. */
export function TypedField({ node, field, value, error, onChange }: ParamProps) {
  const id = useId();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [written, write] = useWritten(value, shownValue, (typed) => typedValue(node, field, typed));
  const change = (typed: string) => onChange(write(typed));
  const isLong = field.input === 'longText' || written.includes('\n');
  const Input = isLong ? 'textarea' : 'input';
  return (
    <FieldFrame
      field={field}
      error={error}
      id={id}
      action={
        <ReferencePicker
          node={node}
          label={field.label}
          onPick={(reference) => change(inserted(input.current, written, reference))}
        />
      }
    >
      <Input
        ref={input}
        id={id}
        value={written}
        autoComplete="off"
        spellCheck={isLong}
        inputMode={field.input === 'number' ? 'decimal' : undefined}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error || field.hint ? `${id}-note` : undefined}
        onChange={({ target }) => change(target.value)}
        className={`${inputLook(error !== undefined)} ${isLong ? 'field-sizing-content max-h-64 min-h-24 py-2' : 'h-9 pointer-coarse:h-10'}`}
      />
    </FieldFrame>
  );
}
