import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { Skeleton } from '../components/skeleton.tsx';
import { keepDrawn, readDrawn } from './kept-drawn.ts';
import { SentenceForm } from './sentence-form.tsx';
import { type Drawn, useGenerate } from './use-generate.ts';

// Compilers and highlighter are not needed for the first paint.
const DrawnResult = lazy(async () => ({ default: (await import('./drawn-result.tsx')).DrawnResult }));

interface Props {
  autoFocus?: boolean;
  /** Shown below the field until something was drawn. */
  children?: ReactNode;
}

/** Sentence in, workflow out: what is paid for opens in the editor, what is free is shown here. */
export function Describe({ autoFocus = false, children }: Props) {
  const navigate = useNavigate();
  const [drawn, setDrawn] = useState<Drawn | undefined>(() => readDrawn(sessionStorage));
  const [sentence, setSentence] = useState(drawn?.sentence ?? '');
  const { generate, forgetFailure, busy, error } = useGenerate((made) => {
    if (made.generated.workflowId !== null) return navigate(`/workflows/${made.generated.workflowId}`);
    keepDrawn(sessionStorage, made);
    setDrawn(made);
  });
  const change = (typed: string) => {
    setSentence(typed);
    if (error) forgetFailure();
  };
  return (
    <>
      <SentenceForm
        sentence={sentence}
        onChange={change}
        onSubmit={generate}
        busy={busy}
        error={error}
        autoFocus={autoFocus}
      />
      <div className="pt-6 empty:hidden" aria-busy={busy}>
        <p role="status" className="sr-only">
          {busy && 'Drawing the workflow'}
          {!busy && drawn && `Drawn in ${drawn.generated.nodes.length} steps.`}
        </p>
        <Suspense fallback={<Skeleton className="h-160 rounded-card" />}>
          {drawn ? (
            // Another drawing is drawn anew.
            <DrawnResult key={drawn.sentence} drawn={drawn} />
          ) : (
            children
          )}
        </Suspense>
      </div>
    </>
  );
}
