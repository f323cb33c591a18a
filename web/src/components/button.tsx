import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

const looks = cva(
  [
    'inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-input font-semibold no-underline',
    'transition-colors duration-150 select-none disabled:opacity-55 aria-disabled:opacity-55',
  ],
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent enabled:hover:bg-accent-strong [a&]:hover:bg-accent-strong',
        secondary:
          'border border-control/60 bg-surface text-ink enabled:hover:bg-sunken [a&]:hover:bg-sunken',
        danger: 'bg-danger text-on-accent enabled:hover:opacity-90',
        quiet: 'text-ink enabled:hover:bg-sunken [a&]:hover:bg-sunken',
      },
      size: {
        md: 'h-9 px-3.5 text-sm pointer-coarse:h-10',
        lg: 'h-11 px-5 text-sm',
        icon: 'size-9 pointer-coarse:size-10',
      },
    },
    defaultVariants: { look: 'secondary', size: 'md' },
  },
);

interface Props extends ComponentProps<'button'>, VariantProps<typeof looks> {
  /** Gives its look to the one child, a link say. */
  asChild?: boolean;
  /** At work: keeps its size and focus, and takes no second press. */
  busy?: boolean;
}

export function Button({ look, size, asChild, busy = false, className, children, ...rest }: Props) {
  const classes = classNames(looks({ look, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
