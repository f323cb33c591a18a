import hljs from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Language } from '../../../lib/graph/graph.ts';
import type { Code } from '../../../lib/graph/program.ts';
import { classNames } from '../components/class-names.ts';
import { CodeLine } from './code-line.tsx';
import { nodeAtLine, tokenLines } from './code-lines.ts';
import type { Pointing } from './graph-view.tsx';

hljs.registerLanguage('python', python);
hljs.registerLanguage('typescript', typescript);

interface Props extends Partial<Pointing> {
  code: Pick<Code, 'text' | 'lines'>;
  language: Language;
  /** Its height, as a rule: the code scrolls inside. */
  className?: string;
}

/** Code with its lines numbered, and those of the node that is pointed at lit up and brought into sight. */
export function CodeView({ code, language, pointedAt, onPoint, className }: Props) {
  const frame = useRef<HTMLElement>(null);
  const pointing = useRef(false);
  const lines = useMemo(
    () => tokenLines(hljs.highlight(code.text.trimEnd(), { language }).value),
    [code.text, language],
  );
  const lit = code.lines.filter(({ nodeId }) => nodeId === pointedAt);
  const isLit = (line: number) => lit.some(({ from, to }) => from <= line && line <= to);
  useScrollTo(frame, lit[0]?.from, pointing);
  const heart = Math.min(...code.lines.map(({ from }) => from));
  useStart(frame, lit[0] ? lit[0].from - linesAbove : heart, language);
  const point = (line: number | undefined) => {
    pointing.current = line !== undefined;
    onPoint?.(line === undefined ? undefined : nodeAtLine(code.lines, line));
  };
  return (
    <section
      ref={frame}
      aria-label="The code"
      // It scrolls by keyboard too.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      onMouseLeave={() => point(undefined)}
      className={classNames('relative overflow-auto overscroll-contain', className)}
    >
      <pre className="w-max min-w-full py-3 font-mono text-xs leading-5 sm:text-[13px]">
        <code>
          {lines.map((tokens, index) => (
            <CodeLine
              // A line has no identity but its number.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              number={index + 1}
              tokens={tokens}
              lit={isLit(index + 1)}
              onPoint={point}
            />
          ))}
        </code>
      </pre>
    </section>
  );
}

/** Above what is brought into sight. */
const linesAbove = 2;

/** Scrolls the frame, never the page. */
function scrollToLine(frame: HTMLElement | null, line: number): void {
  const element = frame?.querySelector<HTMLElement>(`[data-line="${Math.max(line, 1)}"]`);
  frame?.scrollTo({ top: element?.offsetTop ?? 0 });
}

/** Not under somebody who points at the code itself. */
function useScrollTo(
  frame: RefObject<HTMLElement | null>,
  line: number | undefined,
  pointing: RefObject<boolean>,
) {
  useEffect(() => {
    if (line !== undefined && !pointing.current) scrollToLine(frame.current, line - linesAbove);
  }, [frame, line, pointing]);
}

/** Code begins with what it needs; what it does is what people look for. */
function useStart(frame: RefObject<HTMLElement | null>, line: number, language: Language) {
  const shown = useRef<Language>(undefined);
  useEffect(() => {
    if (shown.current === language) return;
    shown.current = language;
    if (Number.isFinite(line)) scrollToLine(frame.current, line);
  }, [frame, line, language]);
}
