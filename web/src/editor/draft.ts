import type { Graph } from '../../../lib/graph/graph.ts';

/** What the editor changes, and what undo goes back to. */
export interface Draft {
  name: string;
  graph: Graph;
}
