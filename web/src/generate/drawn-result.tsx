import { useMemo } from 'react';
import { DrawnFigure } from './drawn-figure.tsx';
import { KeepDrawn } from './keep-drawn.tsx';
import type { Drawn } from './use-generate.ts';

/** What came of a sentence and is not saved yet: what Cue made of it in words, graph and code. */
export function DrawnResult({ drawn }: { drawn: Drawn }) {
  const { sentence, generated } = drawn;
  const { nodes, edges, remarks } = generated;
  const graph = useMemo(() => ({ nodes, edges }), [nodes, edges]);
  return (
    <DrawnFigure graph={graph} description={sentence}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-80 font-semibold text-pretty">{sentence}</p>
        <KeepDrawn drawn={drawn} />
      </div>
      {remarks.length > 0 && <Remarks remarks={remarks} />}
    </DrawnFigure>
  );
}

function Remarks({ remarks }: { remarks: readonly string[] }) {
  return (
    <ul aria-label="What to know about it" className="max-w-prose list-disc space-y-0.5 pt-2 pl-4 text-muted">
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  );
}
