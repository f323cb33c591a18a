import { startTransition, useEffect, useMemo, useState } from 'react';
import { checkGraph } from '../../../lib/graph/check/check-graph.ts';
import type { Graph } from '../../../lib/graph/graph.ts';

// Checked and compiled in a few milliseconds; 200 nodes take 100 and more, too much for every letter.
const quickNodes = 40;
const pauseMs = 250;

/** Typing comes first: what is checked, and compiled, is a moment behind, and of many nodes until there is a pause. */
export function useChecked(graph: Graph) {
  const [settled, setSettled] = useState(graph);
  useEffect(() => {
    const delayMs = graph.nodes.length > quickNodes ? pauseMs : 0;
    const timer = setTimeout(() => startTransition(() => setSettled(graph)), delayMs);
    return () => clearTimeout(timer);
  }, [graph]);
  return useMemo(() => {
    const { graph: checked, problems } = checkGraph(settled);
    return { checked, problems };
  }, [settled]);
}
