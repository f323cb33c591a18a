import { Tabs } from 'radix-ui';
import { type ReactNode, useMemo, useState } from 'react';
import { compile } from '../../../lib/graph/compile.ts';
import type { Graph, Language } from '../../../lib/graph/graph.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { CodeView } from '../graph-view/code-view.tsx';
import { GraphView } from '../graph-view/graph-view.tsx';
import { languageNames } from '../graph-view/language-names.ts';

interface Props {
  graph: Graph;
  /** The sentence it came from; stands at the top of the code too. */
  description: string;
  /** Above the graph: what it is, and what can be done with it. */
  children: ReactNode;
}

/** A graph and its code in both languages: pointing at a part of one lights up the same in the other. */
export function DrawnFigure({ graph, description, children }: Props) {
  const [pointedAt, onPoint] = useState<string>();
  const [language, setLanguage] = useState<Language>('python');
  const code = useMemo(() => compile(graph, language, { description }), [graph, language, description]);
  return (
    <figure className="overflow-clip rounded-card border border-line bg-surface">
      <figcaption className="border-b border-line px-4 py-3 sm:px-6">{children}</figcaption>
      <GraphView
        graph={graph}
        pointedAt={pointedAt}
        onPoint={onPoint}
        className="border-b border-line p-4 sm:px-6 sm:py-8"
      />
      <Tabs.Root
        value={language}
        onValueChange={(chosen) => setLanguage(chosen === 'typescript' ? 'typescript' : 'python')}
      >
        <div className="flex items-center gap-x-6 border-b border-line px-4 sm:px-6">
          <Tabs.List aria-label="Language" className="flex gap-6">
            {(['python', 'typescript'] as const).map((value) => (
              <Tabs.Trigger
                key={value}
                value={value}
                className="-mb-px h-11 border-b-2 border-transparent text-muted transition-colors duration-150 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
              >
                {languageNames[value]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <div className="-mr-3 ml-auto">
            <CopyButton text={code.text} what="the code" quiet />
          </div>
        </div>
        <Tabs.Content value={language} tabIndex={-1} className="outline-none">
          <CodeView
            code={code}
            language={language}
            pointedAt={pointedAt}
            onPoint={onPoint}
            className="h-96"
          />
        </Tabs.Content>
      </Tabs.Root>
    </figure>
  );
}
