import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { compile } from '../../../lib/graph/compile.ts';
import { type Graph, languages } from '../../../lib/graph/graph.ts';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { CodeView } from '../graph-view/code-view.tsx';
import { languageNames } from '../graph-view/language-names.ts';
import { useEditing } from './editor-context.ts';
import { ProblemList } from './problem-list.tsx';

interface Props {
  /** The sentence that it was made from; stands at the top of the code. */
  description: string;
  className?: string;
}

/** The code below the canvas: what the graph is now, or why there is none. */
export function CodeDrawer({ description, className }: Props) {
  const [open, setOpen] = useState(true);
  const { checked, state } = useEditing();
  // On a phone it is hidden at first, and what is hidden does not scroll to where it begins.
  const shown = state.sheet === 'code' ? 'shown' : 'beside';
  const Icon = open ? ChevronDown : ChevronUp;
  return (
    <section
      aria-label="Code"
      className={classNames('flex min-h-0 flex-col border-t border-line bg-surface', className)}
    >
      <div className="flex shrink-0 items-center gap-1 px-3 py-1">
        <LanguageTabs />
        <Button
          look="quiet"
          size="icon"
          className="ml-auto max-lg:hidden"
          aria-expanded={open}
          aria-label={open ? 'Hide the code' : 'Show the code'}
          onClick={() => setOpen(!open)}
        >
          <Icon className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <div className={classNames('min-h-0 flex-1 lg:flex-none', open ? 'lg:h-58' : 'lg:hidden')}>
        {checked ? <CompiledCode key={shown} graph={checked} description={description} /> : <NoCode />}
      </div>
    </section>
  );
}

function LanguageTabs() {
  const { state, dispatch } = useEditing();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a row in every browser
    <div role="group" aria-label="Language of the code" className="flex gap-0.5">
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={state.language === language}
          onClick={() => dispatch({ kind: 'language', language })}
          className="h-8 rounded-input px-2.5 text-muted transition-colors duration-150 hover:text-ink aria-pressed:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:h-10"
        >
          {languageNames[language]}
        </button>
      ))}
    </div>
  );
}

function CompiledCode({ graph, description }: { graph: Graph; description: string }) {
  const { language, selection } = useEditing().state;
  const code = useMemo(() => compile(graph, language, { description }), [graph, language, description]);
  const [pointedAt] = selection.nodes;
  return <CodeView code={code} language={language} pointedAt={pointedAt} className="h-full" />;
}

function NoCode() {
  const { state } = useEditing();
  return (
    <div className="h-full overflow-auto px-5 py-3">
      {state.present.graph.nodes.length === 0 ? (
        <p className="text-muted">The code appears here as soon as there is a step.</p>
      ) : (
        <ProblemList />
      )}
    </div>
  );
}
