import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names.ts';

interface Props extends ComponentProps<'textarea'> {
  label: string;
  hint?: string;
  error?: string | undefined;
}

/** Several lines of text, like `TextField`. */
export function TextArea({ label, hint, error, ...rest }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div>
      <label htmlFor={id} className="block pb-1.5 font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={classNames(
          'w-full rounded-input border bg-surface px-3 py-2 text-base leading-5 sm:text-sm',
          error ? 'border-danger' : 'border-control',
        )}
        {...rest}
      />
      {note && (
        <p id={`${id}-note`} className={classNames('pt-1 text-xs', error ? 'text-danger' : 'text-muted')}>
          {note}
        </p>
      )}
    </div>
  );
}
