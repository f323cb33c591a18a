import type { ReactNode } from 'react';
import { classNames } from '../components/class-names.ts';
import type { ParamProps } from './param-props.ts';

export const inputLook = (wrong: boolean) =>
  classNames(
    'w-full min-w-0 rounded-input border bg-surface px-2.5 text-base leading-5 transition-colors duration-150 sm:text-sm',
    wrong ? 'border-danger' : 'border-control',
  );

interface Props extends Pick<ParamProps, 'field' | 'error'> {
  id: string;
  /** Beside the label. */
  action?: ReactNode;
  /** Of several inputs, that share one label. */
  grouped?: boolean;
  children: ReactNode;
}

/** Label, hint and what is wrong around the input of one parameter. */
export function FieldFrame({ field, error, id, action, grouped = false, children }: Props) {
  const note = error ?? field.hint;
  const label = (
    <>
      {field.label}
      {field.optional && <span className="font-normal text-muted"> (optional)</span>}
    </>
  );
  const body = (
    <>
      <div className="flex min-h-8 items-center justify-between gap-2">
        {grouped ? (
          <span id={`${id}-label`} className="font-semibold">
            {label}
          </span>
        ) : (
          <label htmlFor={id} className="font-semibold">
            {label}
          </label>
        )}
        {action}
      </div>
      {children}
      {note && (
        <p
          id={`${id}-note`}
          className={classNames('pt-1 text-xs break-words', error ? 'text-danger' : 'text-muted')}
        >
          {note}
        </p>
      )}
    </>
  );
  if (!grouped) return <div>{body}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row with a button
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={note ? `${id}-note` : undefined}>
      {body}
    </div>
  );
}
