import type { Graph, GraphNode } from '../../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { languageNames } from '../graph-view/language-names.ts';
import type { Content } from './content.ts';

/** What differs between two versions of one workflow, in sentences; none when they are the same. */
export function differences(mine: Content, theirs: Content): string[] {
  const [own, other] = [mine.draft.graph, theirs.draft.graph];
  return [
    ...(mine.draft.name === theirs.draft.name ? [] : [`The other version is called “${theirs.draft.name}”.`]),
    ...missing(own, other).map((node) => `Only yours has the step “${node.data.label}”.`),
    ...missing(other, own).map((node) => `Only the other has the step “${node.data.label}”.`),
    ...own.nodes.flatMap((node) =>
      changes(
        node,
        other.nodes.find(({ id }) => id === node.id),
      ),
    ),
    ...(waysOf(own) === waysOf(other) ? [] : ['Steps are connected differently.']),
    ...(isMoved(own, other) ? ['Steps stand in other places.'] : []),
    ...(mine.language === theirs.language
      ? []
      : [`The other version is in ${languageNames[theirs.language]}.`]),
  ];
}

const missing = (from: Graph, other: Graph): GraphNode[] =>
  from.nodes.filter(({ id }) => !other.nodes.some((node) => node.id === id));

function changes(own: GraphNode, other: GraphNode | undefined): string[] {
  if (!other) return [];
  const label = own.data.label;
  const renamed =
    label === other.data.label ? [] : [`“${label}” is called “${other.data.label}” in the other.`];
  if (own.type !== other.type) return [...renamed, `“${label}” is a step of another kind.`];
  const names = new Set([...Object.keys(own.data.params), ...Object.keys(other.data.params)]);
  const changed = [...names].filter((name) => !isEqual(own.data.params[name], other.data.params[name]));
  if (changed.length === 0) return renamed;
  const fields = nodeTypeOf(own.type)?.fields ?? [];
  const labels = changed.map((name) => fields.find((field) => field.name === name)?.label ?? name);
  return [...renamed, `“${label}” differs in: ${labels.join(', ')}.`];
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const waysOf = ({ edges }: Graph) =>
  edges
    .map(({ source, sourceHandle, target }) => `${source} ${sourceHandle ?? ''} ${target}`)
    .sort()
    .join('\n');

function isMoved(own: Graph, other: Graph): boolean {
  const places = new Map(other.nodes.map(({ id, position }) => [id, position]));
  return own.nodes.some(({ id, position }) => {
    const there = places.get(id);
    return there !== undefined && (there.x !== position.x || there.y !== position.y);
  });
}
