import type { CredentialService, Graph, GraphNode, Json } from '../graph.ts';
import type { NodeType } from '../node-type.ts';
import { nodeTypeOf } from '../node-types.ts';
import { type GraphProblem, type Path, pathText } from './problem.ts';

/** Of each node by itself: its type, its parameters and its credentials. */
export function wrongParams(graph: Graph): GraphProblem[] {
  return graph.nodes.flatMap(wrongNode);
}

function wrongNode(node: GraphNode, index: number): GraphProblem[] {
  const at = (path: Path) => ({ path: pathText(['nodes', index, ...path]), nodeId: node.id });
  const type = nodeTypeOf(node.type);
  if (!type)
    return [{ code: 'unknown_type', message: `There is no node type “${node.type}”`, ...at(['type']) }];
  const read = type.params.safeParse(node.data.params);
  if (!read.success)
    return read.error.issues.map((issue) => ({
      code: 'invalid_param',
      message: issue.message,
      ...at([
        'data',
        'params',
        ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
      ]),
    }));
  const possible = possibleCredentials(type, node.data.params);
  return node.data.credentials.flatMap((service, place): GraphProblem[] =>
    possible.has(service)
      ? []
      : [
          {
            code: 'unneeded_credentials',
            message: `${type.title} does not need the credentials of ${service}`,
            ...at(['data', 'credentials', place]),
          },
        ],
  );
}

/** Whatever is chosen in the node: credentials may stay when a choice is changed. */
function possibleCredentials(type: NodeType, params: Record<string, Json>): Set<CredentialService> {
  const choices = type.fields.flatMap(({ name, options = [] }) =>
    options.map(([value]) => ({ [name]: value })),
  );
  const variants = [{}, ...choices].map((choice) => type.params.safeParse({ ...params, ...choice }));
  return new Set(variants.flatMap((read) => (read.success ? type.credentials(read.data) : [])));
}
