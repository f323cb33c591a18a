import { type KeyboardEvent, useId, useRef } from 'react';
import { longestSentence } from '../../../lib/contract/workflow-routes.ts';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { examples } from './examples.ts';
import { GenerationFailure, sentenceFault } from './generation-failure.tsx';
import { isSaved, type Terms } from './terms.ts';
import { TermsLine } from './terms-line.tsx';
import { useTerms } from './use-terms.ts';

interface Props {
  sentence: string;
  onChange: (sentence: string) => void;
  onSubmit: (sentence: string) => void;
  busy: boolean;
  error: unknown;
  /** On a page that is about the sentence. */
  autoFocus?: boolean;
}

/** The sentence, what it will cost, and real ones to begin with. Enter sends it; Shift and Enter begin a new line. */
export function SentenceForm({ sentence, onChange, onSubmit, busy, error, autoFocus = false }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const terms = useTerms();
  const fault = sentenceFault(error);
  const submit = () => (sentence.trim() === '' ? field.current?.focus() : onSubmit(sentence));
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div
        className={classNames(
          'rounded-card border bg-surface transition-colors duration-150 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
          fault ? 'border-danger' : 'border-control',
        )}
      >
        <label htmlFor={id} className="sr-only">
          What should happen?
        </label>
        <textarea
          ref={field}
          id={id}
          // The page is this field.
          // biome-ignore lint/a11y/noAutofocus: see above
          autoFocus={autoFocus}
          value={sentence}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={sendOnEnter}
          maxLength={longestSentence}
          rows={2}
          spellCheck
          enterKeyHint="go"
          placeholder="When a payment fails, email the customer and post it to Slack"
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={`${id}-note ${id}-terms`}
          className="field-sizing-content block max-h-72 min-h-20 w-full resize-none bg-transparent px-4 pt-4 pb-1 text-lg outline-none placeholder:text-muted sm:px-5"
        />
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 p-3 pl-4 sm:pl-5">
          <TermsLine id={`${id}-terms`} terms={terms} />
          <Button type="submit" look="primary" size="lg" busy={busy} className="max-sm:w-full">
            {busy ? 'Drawing' : 'Draw the workflow'}
          </Button>
        </div>
      </div>
      <p
        id={`${id}-note`}
        role={fault ? 'alert' : undefined}
        className={fault ? 'pt-2 text-danger' : 'sr-only'}
      >
        {fault ?? 'Say when it starts and what is to be done, in your own words.'}
      </p>
      <div className="pt-3 empty:hidden">
        <GenerationFailure error={error} />
      </div>
      <Examples
        terms={terms}
        onPick={(picked) => {
          onChange(picked);
          // Nothing is paid for by choosing an example.
          if (terms?.kind === 'free' && terms.left > 0) onSubmit(picked);
          else field.current?.focus();
        }}
      />
    </form>
  );
}

interface ExamplesProps {
  terms: Terms | null | undefined;
  onPick: (sentence: string) => void;
}

function Examples({ terms, onPick }: ExamplesProps) {
  const paid = Boolean(terms && isSaved(terms));
  return (
    <ul aria-label="Examples" className="flex flex-wrap items-center gap-2 pt-3">
      <li className="text-muted">{paid ? 'Begin with' : 'Try'}</li>
      {examples.map(({ name, sentence }) => (
        <li key={name}>
          <button
            type="button"
            title={sentence}
            onClick={() => onPick(sentence)}
            className="flex h-8 items-center rounded-full border border-line bg-surface px-3.5 transition-colors duration-150 hover:border-control hover:bg-sunken pointer-coarse:h-10"
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
