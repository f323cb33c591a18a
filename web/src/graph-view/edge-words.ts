import type { GraphEdge, GraphNode } from '../../../lib/graph/graph.ts';

const words: Readonly<Record<string, string>> = {
  true: 'yes',
  false: 'no',
  approved: 'approved',
  declined: 'declined',
  item: 'each',
  done: 'then',
  default: 'otherwise',
};

/** What stands at an edge: which way out of its source it is. Empty where there is only one. */
export function edgeWords({ sourceHandle }: GraphEdge, source: GraphNode | undefined): string {
  if (!sourceHandle) return '';
  const [, place] = /^case-(\d+)$/.exec(sourceHandle) ?? [];
  if (place !== undefined) return caseOf(source, Number(place)) ?? `case ${place}`;
  return Object.hasOwn(words, sourceHandle) ? (words[sourceHandle] ?? sourceHandle) : sourceHandle;
}

function caseOf(source: GraphNode | undefined, place: number): string | undefined {
  const cases = source?.data.params.cases;
  const text = Array.isArray(cases) ? cases[place - 1] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
