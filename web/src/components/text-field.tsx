import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names.ts';

interface Props extends ComponentProps<'input'> {
  label: string;
  hint?: string;
  error?: string;
}

/** One line of text with its label above and, when something is wrong, the reason below. */
export function TextField({ label, hint, error, className, ...rest }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="block pb-1.5 font-semibold">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={classNames(
          'h-9 w-full rounded-input border bg-surface px-3 text-base leading-5 pointer-coarse:h-10 sm:text-sm',
          'transition-colors duration-150 placeholder:text-muted',
          error ? 'border-danger' : 'border-control',
        )}
        {...rest}
      />
      {note && (
        <p id={`${id}-note`} className={classNames('pt-1.5 text-xs', error ? 'text-danger' : 'text-muted')}>
          {note}
        </p>
      )}
    </div>
  );
}
