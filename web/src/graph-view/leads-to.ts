import type { Graph, GraphNode } from '../../../lib/graph/graph.ts';
import { edgeWords } from './edge-words.ts';

const all = new Intl.ListFormat('en', { type: 'conjunction' });

/** What the edges of a node show, for people who hear the graph: `Leads to Ship (no) and Ask for approval (yes).` */
export function leadsTo(graph: Graph, node: GraphNode): string {
  const labels = new Map(graph.nodes.map(({ id, data }) => [id, data.label]));
  const targets = graph.edges
    .filter(({ source }) => source === node.id)
    .map((edge) => {
      const words = edgeWords(edge, node);
      const label = labels.get(edge.target) ?? edge.target;
      return words === '' ? label : `${label} (${words})`;
    });
  return targets.length === 0 ? 'Leads nowhere further.' : `Leads to ${all.format(targets)}.`;
}
