import { Minus, Plus } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { stepFrom } from './credit-count.ts';

interface Props extends ComponentProps<'input'> {
  count: number;
  error?: string;
  onStep: (count: number) => void;
}

/** A number one can type, step with − and +, or nudge with the arrow keys. */
export function CreditsField({ count, error, onStep, ...input }: Props) {
  const step = (direction: -1 | 1) => onStep(stepFrom(count, direction));
  return (
    <div>
      <label htmlFor="credits" className="block pb-2 font-semibold">
        Credits
      </label>
      <div
        className={classNames(
          'flex h-14 items-stretch rounded-input border bg-surface p-1',
          'has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-accent',
          error ? 'border-danger' : 'border-control',
        )}
      >
        <StepButton label="Fewer credits" icon={Minus} onClick={() => step(-1)} disabled={count <= 1} />
        <input
          id="credits"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          aria-invalid={error !== undefined || undefined}
          aria-describedby="credits-error"
          className="w-full min-w-0 bg-transparent text-center text-xl font-semibold outline-none"
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            step(event.key === 'ArrowUp' ? 1 : -1);
          }}
          {...input}
        />
        <StepButton label="More credits" icon={Plus} onClick={() => step(1)} />
      </div>
      <p id="credits-error" aria-live="polite" className="text-danger not-empty:pt-2">
        {error}
      </p>
    </div>
  );
}

interface StepProps {
  label: string;
  icon: typeof Plus;
  onClick: () => void;
  disabled?: boolean;
}

function StepButton({ label, icon: Icon, ...rest }: StepProps) {
  return (
    <Button
      look="quiet"
      aria-label={label}
      title={label}
      className="h-full w-12 shrink-0 p-0 pointer-coarse:h-full"
      {...rest}
    >
      <Icon className="size-5" aria-hidden="true" />
    </Button>
  );
}
