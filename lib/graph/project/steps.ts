import type { Graph } from '../graph.ts';
import { nodeTypeOf } from '../node-types.ts';
import type { Statement } from '../program.ts';
import { plain } from './markdown.ts';

/** The workflow as a list, with what is done in each branch below it. */
export function stepList(block: readonly Statement[], graph: Graph, indent = ''): string[] {
  return block.flatMap((statement) => {
    if (statement.kind === 'reached') return [`${indent}- on to **${nameOf(statement)}**`];
    if (statement.kind === 'whenReached') return stepList(statement.body, graph, indent);
    return [
      `${indent}- ${titleOf(statement, graph)}`,
      ...branchesOf(statement)
        .filter(([, body]) => body.length > 0)
        .flatMap(([when, body]) => [`${indent}  - ${when}`, ...stepList(body, graph, `${indent}    `)]),
    ];
  });
}

const nameOf = ({ label, nodeId }: Statement) => plain(label) || nodeId;

function titleOf(statement: Statement, graph: Graph): string {
  const node = graph.nodes.find(({ id }) => id === statement.nodeId);
  const type = node && nodeTypeOf(node.type);
  return `**${nameOf(statement)}** (${type?.title ?? statement.kind})`;
}

function branchesOf(statement: Statement): readonly (readonly [when: string, body: readonly Statement[]])[] {
  switch (statement.kind) {
    case 'condition':
      return [
        ['if so:', statement.whenTrue],
        ['if not:', statement.whenFalse],
      ];
    case 'switch':
      return [
        ...statement.cases.map(({ equals, body }) => [`if it is “${plain(equals)}”:`, body] as const),
        ['otherwise:', statement.otherwise],
      ];
    case 'approval':
      return [
        ['approved:', statement.whenApproved],
        ['declined:', statement.whenDeclined],
      ];
    case 'forEach':
      return [['each item:', statement.body]];
    default:
      return [];
  }
}
