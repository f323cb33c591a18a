import { classNames } from './class-names.ts';

const tones = {
  good: 'bg-accent-soft text-accent',
  neutral: 'bg-sunken text-ink',
  attention: 'bg-warn-soft text-warn',
  bad: 'bg-danger-soft text-danger',
} as const;

export type Tone = keyof typeof tones;

/** A state in a word or two; its colour only repeats what it says. */
export function Tag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span
      className={classNames(
        'inline-block rounded-input px-2 py-0.5 text-xs font-semibold whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
