import type { Code } from './program.ts';

/** A line of source, with the node that it is of. */
export interface Line {
  text: string;
  nodeId?: string;
}

export const linesOf = (text: string, nodeId?: string): Line[] =>
  text.split('\n').map((line) => (nodeId === undefined ? { text: line } : { text: line, nodeId }));

/** Where each node's lines are, from 1. */
export function spansOf(lines: readonly Line[]): Code['lines'] {
  const spans = new Map<string, Code['lines'][number]>();
  for (const [index, { nodeId }] of lines.entries()) {
    if (nodeId === undefined) continue;
    const from = spans.get(nodeId)?.from ?? index + 1;
    spans.set(nodeId, { nodeId, from, to: index + 1 });
  }
  return [...spans.values()];
}
