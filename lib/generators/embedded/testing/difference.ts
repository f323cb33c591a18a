import type { Graph } from '../../../graph/graph.ts';
import type { Generation } from '../../generator.ts';
import type { Sentence } from './sentence.ts';

function linksOf({ nodes, edges }: Graph): string[] {
  const place = (id: string) => nodes.findIndex((node) => node.id === id);
  return edges
    .map(({ source, target, sourceHandle }) => {
      const handle = sourceHandle ? `.${sourceHandle}` : '';
      return `${place(source)}${handle}>${place(target)}`;
    })
    .sort();
}

/** What is not as the sentence means it, in words; undefined when all is. */
export function difference(generation: Generation, { nodes, edges }: Sentence): string | undefined {
  if (generation.outcome === 'notAWorkflow')
    return nodes.length === 0 ? undefined : `refused: ${generation.reason}`;
  const { graph } = generation;
  const types = graph.nodes.map(({ type }) => type).join(' ');
  const expected = nodes.map(([type]) => type).join(' ');
  if (types !== expected) return `nodes: ${types}`;
  for (const [index, [, params = {}]] of nodes.entries())
    for (const [name, value] of Object.entries(params)) {
      const got = JSON.stringify(graph.nodes[index]?.data.params[name]);
      const isSame =
        got === JSON.stringify(value) ||
        (name === 'fields' && got?.includes(JSON.stringify(value).slice(1, -1)));
      if (!isSame) return `${graph.nodes[index]?.id}.${name}: ${got}`;
    }
  const links = linksOf(graph).join(' ');
  const meant = edges ?? nodes.slice(1).map((_, index) => `${index}>${index + 1}`);
  return [...meant].sort().join(' ') === links ? undefined : `edges: ${links}`;
}
